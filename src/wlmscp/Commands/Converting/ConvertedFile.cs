namespace Wlmscp.Commands.Converting;

/// <summary>A file that is to be written.</summary>
/// <param name="Input">What it was made of.</param>
/// <param name="Path">Where it goes.</param>
/// <param name="Bytes">What it holds.</param>
internal sealed record ConvertedFile(string Input, string Path, byte[] Bytes);
