using System.Diagnostics.CodeAnalysis;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Json;

/// <summary>Values of the VRs that are characters, between their bytes and the strings that stand in JSON.</summary>
internal static class JsonText
{
    /// <summary>The values of a value field, without the byte that makes its length even; null: an empty one.</summary>
    public static string?[] Split(DicomElement element, SpecificCharacterSet characterSet)
    {
        ReadOnlySpan<byte> bytes = element.Value.Span;
        bool isPadded = bytes.Length % 2 == 0 && bytes[^1] == element.VR.PaddingByte;
        string text = characterSet.Decode(isPadded ? bytes[..^1] : bytes, element.VR);
        string[] values = element.VR.IsMultiValue ? text.Split('\\') : [text];
        return [.. values.Select(value => value.Length == 0 ? null : value)];
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
