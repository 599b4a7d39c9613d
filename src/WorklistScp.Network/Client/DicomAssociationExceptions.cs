using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Client;

/// <summary>The peer rejected the association: A-ASSOCIATE-RJ (PS3.8 table 9-21).</summary>
public sealed class DicomAssociationRejectedException : Exception
{
    /// <summary>Makes an exception of the PDU.</summary>
    internal DicomAssociationRejectedException(AAssociateRJ reject)
        : base($"association rejected: result {reject.Result}, source {reject.Source}, reason {reject.Reason} "
            + $"({reject.ReasonInWords})")
    {
        Result = reject.Result;
        RejectSource = reject.Source;
        RejectReason = reject.Reason;
    }

    /// <summary>1 rejected permanent, 2 rejected transient.</summary>
    public byte Result { get; }

    /// <summary>1 service user, 2 service provider (ACSE), 3 service provider (presentation).</summary>
    public byte RejectSource { get; }

    /// <summary>The reason, in the numbering of the source.</summary>
    public byte RejectReason { get; }
}

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
