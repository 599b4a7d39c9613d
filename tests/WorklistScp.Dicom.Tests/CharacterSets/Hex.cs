namespace WorklistScp.Dicom.Tests.CharacterSets;

/// <summary>Byte vectors as the standard prints them.</summary>
internal static class Hex
{
    /// <summary>Reads hexadecimal bytes, with spaces for the reader.</summary>
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
