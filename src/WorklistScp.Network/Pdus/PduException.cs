namespace WorklistScp.Network.Pdus;

/// <summary>
/// A peer sent a malformed PDU, or one beyond a limit. Carries the reason of the A-ABORT that answers it.
/// </summary>
internal sealed class PduException : Exception
{
    /// <summary>Makes an exception with the reason of the A-ABORT and a one-line message for the log.</summary>
    public PduException(AbortReason reason, string message) : base(message) => Reason = reason;

    /// <summary>The reason to send (PS3.8 table 9-26).</summary>
    public AbortReason Reason { get; }

    /// <summary>Makes the exception of a bad value in a recognized field: what, where, what was expected.</summary>
    public static PduException InvalidValue(string message) => new(AbortReason.InvalidPduParameterValue, message);
}
