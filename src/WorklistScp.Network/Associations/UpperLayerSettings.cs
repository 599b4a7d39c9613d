namespace WorklistScp.Network.Associations;

/// <summary>The limits of one upper layer connection.</summary>
/// <param name="MaxPduLength">The longest P-DATA-TF to receive, in bytes after the header (PS3.8 annex D.1).</param>
/// <param name="AcseTimeout">How long the ARTIM timer runs (PS3.8 9.1.5).</param>
/// <param name="DimseTimeout">
/// How long the peer of an association may neither send what is awaited nor read what is sent; null: for ever.
/// </param>
/// <param name="PduTimeout">
/// How long a PDU of an association may take from its first byte to its last; null: it has no limit of its own.
/// </param>
internal sealed record UpperLayerSettings(
    uint MaxPduLength, TimeSpan AcseTimeout, TimeSpan? DimseTimeout, TimeSpan? PduTimeout = null);
