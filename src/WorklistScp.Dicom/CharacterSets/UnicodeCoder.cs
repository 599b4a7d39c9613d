using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WorklistScp.Dicom.CharacterSets;

/// <summary>
/// ISO_IR 192 (UTF-8), GB18030 and GBK: one encoding for the whole value, without code extensions
/// (PS3.3 table C.12-5). All characters have a code, but those of GBK end with two bytes.
/// </summary>
internal sealed class UnicodeCoder : TextCoder
{
    private const int Gb18030CodePage = 54936;

    private static readonly Lazy<Encoding> Gb18030Encoding = new(() => GraphicSets.Open(Gb18030CodePage));

    private readonly Lazy<Encoding> _encoding;
    private readonly bool _isLimitedToTwoBytes;

    private UnicodeCoder(Lazy<Encoding> encoding, bool isLimitedToTwoBytes = false)
    {
        _encoding = encoding;
        _isLimitedToTwoBytes = isLimitedToTwoBytes;
    }

    /// <summary>ISO_IR 192.</summary>
    public static UnicodeCoder Utf8 { get; } = new(new Lazy<Encoding>(Encoding.UTF8));

    /// <summary>GB18030.</summary>
    public static UnicodeCoder Gb18030 { get; } = new(Gb18030Encoding);

    /// <summary>GBK: the part of GB 18030 that has one or two bytes.</summary>
    public static UnicodeCoder Gbk { get; } = new(Gb18030Encoding, isLimitedToTwoBytes: true);

    /// <summary>Finds the coder of a term.</summary>
    /// <param name="spelling">The term.</param>
    /// <param name="name">Its name in PS3.3 table C.12-5.</param>
    public static UnicodeCoder? Find(TermSpelling spelling, out string name)
    {
        (UnicodeCoder? coder, name) = spelling.Registration switch
        {
            "192" => (Utf8, "ISO_IR 192"),
            "GB18030" => (Gb18030, "GB18030"),
            "GBK" => (Gbk, "GBK"),
            _ => (null, ""),
        };
        return coder;
    }

    /// <inheritdoc/>
    public override string Decode(ReadOnlySpan<byte> bytes, DicomVR vr) => _encoding.Value.GetString(bytes);

    /// <inheritdoc/>
    public override bool TryEncode(
        string text, DicomVR vr, out byte[] bytes, [NotNullWhen(false)] out string? unencodable)
    {
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            OperationStatus status = Rune.DecodeFromUtf16(rest, out _, out int length);
            if (status != OperationStatus.Done || !Fits(rest[..length]))
            {
                bytes = [];
                unencodable = NameOf(rest);
                return false;
            }

            rest = rest[length..];
        }

        bytes = _encoding.Value.GetBytes(text);
        unencodable = null;
        return true;
    }

    private bool Fits(ReadOnlySpan<char> character) =>
        !_isLimitedToTwoBytes || _encoding.Value.GetByteCount(character) <= 2;
}
