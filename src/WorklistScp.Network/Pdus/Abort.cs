namespace WorklistScp.Network.Pdus;

/// <summary>A-ABORT (PS3.8 9.3.8).</summary>
/// <param name="Source">Who aborts.</param>
/// <param name="Reason">Why; <see cref="AbortReason.NotSpecified"/> when the service user aborts.</param>
internal sealed record AAbort(AbortSource Source, AbortReason Reason) : Pdu;

/// <summary>The source of an A-ABORT (PS3.8 table 9-26).</summary>
public enum AbortSource
{
    /// <summary>The service user: the application.</summary>
    ServiceUser = 0,

    /// <summary>The service provider: the upper layer.</summary>
    ServiceProvider = 2,
}

/// <summary>The reason of an A-ABORT by the service provider (PS3.8 table 9-26).</summary>
public enum AbortReason
{
    /// <summary>Reason not specified.</summary>
    NotSpecified = 0,

    /// <summary>Unrecognized PDU.</summary>
    UnrecognizedPdu = 1,

    /// <summary>Unexpected PDU.</summary>
    UnexpectedPdu = 2,

    /// <summary>Unrecognized PDU parameter.</summary>
    UnrecognizedPduParameter = 4,

    /// <summary>Unexpected PDU parameter.</summary>
    UnexpectedPduParameter = 5,

    /// <summary>Invalid PDU parameter value.</summary>
    InvalidPduParameterValue = 6,
}

/// <summary>
/// A peer sent a malformed PDU, or one beyond a limit. Carries the reason of the A-ABORT that answers it.
/// </summary>
internal sealed class PduException : Exception
{
    /// <summary>Makes an exception with the reason of the A-ABORT and a one-line message for the log.</summary>
    public PduException(AbortReason reason, string message) : base(message) => Reason = reason;

    /// <summary>The reason to send (PS3.8 table 9-26).</summary>
    public AbortReason Reason { get; }

    /// <summary>Whether what came is the beginning of TLS.</summary>
    public bool IsTls { get; init; }

    /// <summary>Makes the exception of a bad value in a recognized field: what, where, what was expected.</summary>
    public static PduException InvalidValue(string message) => new(AbortReason.InvalidPduParameterValue, message);
}
