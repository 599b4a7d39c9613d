namespace WorklistScp.Network.Logging;

/// <summary>Bytes as text for a line of the log, made only when it is written.</summary>
/// <param name="Bytes">The bytes, of which the first 16 are written.</param>
internal readonly record struct HexText(ReadOnlyMemory<byte> Bytes)
{
    private const int MostBytes = 16;

    /// <summary>Two digits for each.</summary>
    public override string ToString() => Convert.ToHexString(Bytes.Span[..Math.Min(Bytes.Length, MostBytes)]);
}
