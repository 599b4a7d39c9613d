using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Client;

/// <summary>
/// The association was aborted: A-ABORT was received or sent (PS3.8 table 9-26), or the connection closed.
/// </summary>
public sealed class DicomAssociationAbortedException : Exception
{
    /// <summary>Makes an exception of the values of the PDU.</summary>
    public DicomAssociationAbortedException(AbortSource source, AbortReason reason)
        : this(source, reason, $"association aborted: {source}, {reason}")
    {
    }

    /// <summary>Makes an exception with its own message.</summary>
    public DicomAssociationAbortedException(AbortSource source, AbortReason reason, string message) : base(message)
    {
        AbortSource = source;
        AbortReason = reason;
    }

    /// <summary>Who aborted.</summary>
    public AbortSource AbortSource { get; }

    /// <summary>Why.</summary>
    public AbortReason AbortReason { get; }
}
