namespace WorklistScp.Network.Client;

/// <summary>The peer rejected the association: A-ASSOCIATE-RJ (PS3.8 table 9-21).</summary>
public sealed class DicomAssociationRejectedException : Exception
{
    /// <summary>Makes an exception of the three values of the PDU.</summary>
    public DicomAssociationRejectedException(byte result, byte source, byte reason)
        : base($"association rejected: result {result}, source {source}, reason {reason}")
    {
        Result = result;
        RejectSource = source;
        RejectReason = reason;
    }

    /// <summary>1 rejected permanent, 2 rejected transient.</summary>
    public byte Result { get; }

    /// <summary>1 service user, 2 service provider (ACSE), 3 service provider (presentation).</summary>
    public byte RejectSource { get; }

    /// <summary>The reason, in the numbering of the source.</summary>
    public byte RejectReason { get; }
}
