namespace WorklistScp.Network.Pdus;

/// <summary>A presentation context item of an A-ASSOCIATE-RQ (PS3.8 9.3.2.2).</summary>
/// <param name="ID">The presentation context ID: odd, but some peers think otherwise.</param>
/// <param name="AbstractSyntax">The SOP class; empty when the peer gave none, or what is no UID.</param>
/// <param name="TransferSyntaxes">The proposed transfer syntaxes; none when the peer gave none that is a UID.</param>
internal sealed record ProposedPresentationContext(
    byte ID, DicomUID AbstractSyntax, IReadOnlyList<DicomUID> TransferSyntaxes);

/// <summary>A presentation context item of an A-ASSOCIATE-AC (PS3.8 9.3.3.2).</summary>
/// <param name="ID">The presentation context ID of the proposal.</param>
/// <param name="Result">Whether it was accepted, or why not.</param>
/// <param name="TransferSyntax">The transfer syntax; not significant unless accepted.</param>
internal sealed record NegotiatedPresentationContext(
    byte ID, PresentationContextResult Result, DicomUID TransferSyntax);

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
