namespace WorklistScp.Network.Pdus;

/// <summary>A protocol data unit of the upper layer (PS3.8 9.3).</summary>
internal abstract record Pdu;
