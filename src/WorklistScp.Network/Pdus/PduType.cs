namespace WorklistScp.Network.Pdus;

/// <summary>The first byte of a PDU (PS3.8 9.3).</summary>
internal enum PduType : byte
{
    /// <summary>A-ASSOCIATE-RQ.</summary>
    AAssociateRQ = 0x01,

    /// <summary>A-ASSOCIATE-AC.</summary>
    AAssociateAC = 0x02,

    /// <summary>A-ASSOCIATE-RJ.</summary>
    AAssociateRJ = 0x03,

    /// <summary>P-DATA-TF.</summary>
    PDataTF = 0x04,

    /// <summary>A-RELEASE-RQ.</summary>
    AReleaseRQ = 0x05,

    /// <summary>A-RELEASE-RP.</summary>
    AReleaseRP = 0x06,

    /// <summary>A-ABORT.</summary>
    AAbort = 0x07,
}

/// <summary>The names of PDU types in messages.</summary>
internal static class PduTypeNames
{
    /// <summary>The name as PS3.8 writes it.</summary>
    public static string ToStandardName(this PduType type) => type switch
    {
        PduType.AAssociateRQ => "A-ASSOCIATE-RQ",
        PduType.AAssociateAC => "A-ASSOCIATE-AC",
        PduType.AAssociateRJ => "A-ASSOCIATE-RJ",
        PduType.PDataTF => "P-DATA-TF",
        PduType.AReleaseRQ => "A-RELEASE-RQ",
        PduType.AReleaseRP => "A-RELEASE-RP",
        PduType.AAbort => "A-ABORT",
        _ => $"PDU type {(byte)type:X2}H",
    };
}
