namespace WorklistScp.Network.Pdus;

/// <summary>A-ASSOCIATE-RJ (PS3.8 9.3.4).</summary>
/// <param name="Result">1 rejected permanent, 2 rejected transient.</param>
/// <param name="Source">1 service user, 2 service provider (ACSE), 3 service provider (presentation).</param>
/// <param name="Reason">The reason, in the numbering of the source.</param>
internal sealed record AAssociateRJ(byte Result, byte Source, byte Reason) : Pdu;
