namespace WorklistScp.Network.Associations;

/// <summary>The limits of one upper layer connection.</summary>
/// <param name="MaxPduLength">The longest P-DATA-TF to receive, in bytes after the header (PS3.8 annex D.1).</param>
/// <param name="AcseTimeout">How long the ARTIM timer runs (PS3.8 9.1.5).</param>
/// <param name="DimseTimeout">
/// How long the peer of an association may neither send what is awaited nor read what is sent; null: for ever.
/// </param>
internal sealed record UpperLayerSettings(uint MaxPduLength, TimeSpan AcseTimeout, TimeSpan? DimseTimeout);
