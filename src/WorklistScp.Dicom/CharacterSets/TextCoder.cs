using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WorklistScp.Dicom.CharacterSets;

/// <summary>Turns the bytes of a value field into text and back.</summary>
internal abstract class TextCoder
{
    /// <summary>Decodes a whole value field. What is malformed becomes U+FFFD.</summary>
    public abstract string Decode(ReadOnlySpan<byte> bytes, DicomVR vr);

    /// <summary>Encodes a whole value field, or names the first character that has no code.</summary>
    public abstract bool TryEncode(
        string text, DicomVR vr, out byte[] bytes, [NotNullWhen(false)] out string? unencodable);

    /// <summary>The code point at the start of a text, as U+0041; half a surrogate pair stands for itself.</summary>
    protected static string NameOf(ReadOnlySpan<char> text)
    {
        bool isScalar = Rune.DecodeFromUtf16(text, out Rune rune, out _) == System.Buffers.OperationStatus.Done;
        return $"U+{(isScalar ? rune.Value : text[0]):X4}";
    }
}
