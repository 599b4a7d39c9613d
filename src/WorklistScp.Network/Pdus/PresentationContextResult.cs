namespace WorklistScp.Network.Pdus;

/// <summary>The result of a presentation context item (PS3.8 table 9-18).</summary>
internal enum PresentationContextResult
{
    /// <summary>Acceptance.</summary>
    Acceptance = 0,

    /// <summary>User rejection.</summary>
    UserRejection = 1,

    /// <summary>No reason, provider rejection.</summary>
    NoReason = 2,

    /// <summary>Abstract syntax not supported, provider rejection.</summary>
    AbstractSyntaxNotSupported = 3,

    /// <summary>Transfer syntaxes not supported, provider rejection.</summary>
    TransferSyntaxesNotSupported = 4,
}
