namespace WorklistScp.Network.Pdus;

/// <summary>A-ASSOCIATE-RJ (PS3.8 9.3.4).</summary>
/// <param name="Result">1 rejected permanent, 2 rejected transient.</param>
/// <param name="Source">1 service user, 2 service provider (ACSE), 3 service provider (presentation).</param>
/// <param name="Reason">The reason, in the numbering of the source.</param>
internal sealed record AAssociateRJ(byte Result, byte Source, byte Reason) : Pdu
{
    /// <summary>The reason in the words of PS3.8 table 9-21.</summary>
    public string ReasonInWords => (Source, Reason) switch
    {
        (1 or 2, 1) => "no reason given",
        (1, 2) => "application context name not supported",
        (1, 3) => "calling AE title not recognized",
        (1, 7) => "called AE title not recognized",
        (2, 2) => "protocol version not supported",
        (3, 1) => "temporary congestion",
        (3, 2) => "local limit exceeded",
        _ => "reserved",
    };
}
