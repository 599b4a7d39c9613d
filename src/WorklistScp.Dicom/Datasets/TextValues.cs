using System.Diagnostics.CodeAnalysis;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Datasets;

/// <summary>
/// Values of the VRs that are characters, between their bytes and the strings that stand in JSON and XML.
/// </summary>
internal static class TextValues
{
    /// <summary>The values of a value field, if <see cref="TryJoin"/> makes the same bytes of them.</summary>
    /// <param name="element">The element; not empty.</param>
    /// <param name="characterSet">The character set of the data set.</param>
    /// <param name="values">The values, without the byte that makes their length even; null: an empty one.</param>
    public static bool TrySplit(DicomElement element, SpecificCharacterSet characterSet, out string?[] values)
    {
        ReadOnlySpan<byte> bytes = element.Value.Span;
        bool isPadded = bytes.Length % 2 == 0 && bytes[^1] == element.VR.PaddingByte;
        string text = characterSet.Decode(isPadded ? bytes[..^1] : bytes, element.VR);
        string[] parts = element.VR.IsMultiValue ? text.Split('\\') : [text];
        values = [.. parts.Select(value => value.Length == 0 ? null : value)];
        return TryJoin(values, element.VR, characterSet, out byte[] joined, out _)
            && joined.AsSpan().StartsWith(bytes)
            && joined.Length - bytes.Length == bytes.Length % 2;
    }

    /// <summary>The value field of values, of even length.</summary>
    /// <param name="values">The values; null: an empty one.</param>
    /// <param name="vr">Their VR.</param>
    /// <param name="characterSet">The character set of the data set.</param>
    /// <param name="bytes">The value field.</param>
    /// <param name="unencodable">The first character that has no code there, as U+00E4.</param>
    public static bool TryJoin(
        IEnumerable<string?> values, DicomVR vr, SpecificCharacterSet characterSet, out byte[] bytes,
        [NotNullWhen(false)] out string? unencodable)
    {
        bool isEncoded = characterSet.TryEncode(string.Join('\\', values), vr, out bytes, out unencodable);
        bytes = DicomValueText.Pad(bytes, vr);
        return isEncoded;
    }
}
