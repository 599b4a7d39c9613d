using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WorklistScp.Dicom.CharacterSets;

/// <summary>
/// The character set that the Specific Character Set (0008,0005) names (PS3.3 C.12.1.1.2), with code extensions
/// as in PS3.5 6.1.2. Immutable, and safe to share between threads.
/// </summary>
public sealed class SpecificCharacterSet
{
    private static readonly Iso2022Coder DefaultCoder = new(DefinedTerm.IR6);

    private readonly TextCoder _coder;

    private SpecificCharacterSet(string value, TextCoder coder)
    {
        Value = value;
        _coder = coder;
    }

    /// <summary>The default repertoire, ISO-IR 6 (PS3.5 6.1.1).</summary>
    public static SpecificCharacterSet Default { get; } = new("", DefaultCoder);

    /// <summary>The value of (0008,0005) as given, without padding; empty for the default.</summary>
    public string Value { get; }

    /// <summary>
    /// Reads a value of (0008,0005), values separated by backslashes. Terms that differ from the defined ones
    /// in case, spaces, hyphens and underscores only are understood.
    /// </summary>
    /// <exception cref="DicomDataException">A term is unknown, or may not stand where it stands.</exception>
    public static SpecificCharacterSet Parse(string value) =>
        TryParse(value, out SpecificCharacterSet? characterSet, out string? wrongTerm)
            ? characterSet
            : throw new DicomDataException(
                $"Specific Character Set: '{Printable(wrongTerm)}', "
                + "expected a term defined for its place in PS3.3 C.12.1.1.2");

    /// <summary>As <see cref="Parse"/>; false where that would throw.</summary>
    public static bool TryParse(string value, [NotNullWhen(true)] out SpecificCharacterSet? characterSet) =>
        TryParse(value, out characterSet, out _);

    /// <summary>Whether the bytes mean the same in every character set: ASCII without escape sequences.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> bytes) =>
        Ascii.IsValid(bytes) && !bytes.Contains((byte)Iso2022.Escape);

    /// <summary>
    /// Decodes a value field, whole: delimiters and padding stay in the text. What is malformed becomes U+FFFD.
    /// Bytes above 0x7F where the set has none are read as ISO 8859-1. For a value representation to which the
    /// character set does not apply, it is the default repertoire.
    /// </summary>
    /// <param name="bytes">The value field.</param>
    /// <param name="vr">Tells which characters are delimiters (PS3.5 6.1.2.5.3).</param>
    public string Decode(ReadOnlySpan<byte> bytes, DicomVR vr) =>
        IsPlain(bytes)
            ? Encoding.ASCII.GetString(bytes)
            : CoderFor(vr).Decode(bytes, vr);

    /// <summary>
    /// Encodes a value field, whole, without padding. Escape sequences go where PS3.5 6.1.2.5.3 asks for them.
    /// </summary>
    /// <param name="text">The text, with its delimiters.</param>
    /// <param name="vr">Tells which characters are delimiters.</param>
    /// <param name="bytes">The value field; empty where a character has no code.</param>
    /// <param name="unencodable">The first character that has no code, as U+00E4; null where all have one.</param>
    public bool TryEncode(string text, DicomVR vr, out byte[] bytes, [NotNullWhen(false)] out string? unencodable)
    {
        if (!Ascii.IsValid(text) || text.Contains(Iso2022.Escape))
        {
            return CoderFor(vr).TryEncode(text, vr, out bytes, out unencodable);
        }

        bytes = Encoding.ASCII.GetBytes(text);
        unencodable = null;
        return true;
    }

    /// <summary>The value of (0008,0005).</summary>
    public override string ToString() => Value;

    private TextCoder CoderFor(DicomVR vr) => vr.UsesCharacterSet ? _coder : DefaultCoder;

    private static bool TryParse(
        string value,
        [NotNullWhen(true)] out SpecificCharacterSet? characterSet,
        [NotNullWhen(false)] out string? wrongTerm)
    {
        string unpadded = value.Trim(' ', '\0');
        wrongTerm = null;
        if (Single.ByValue.TryGetValue(unpadded, out characterSet))
        {
            return true;
        }

        TextCoder? coder = MakeCoder(unpadded.Split('\\'), out wrongTerm);
        characterSet = coder is null ? null : new SpecificCharacterSet(unpadded, coder);
        return characterSet is not null;
    }

    private static TextCoder? MakeCoder(string[] values, [NotNullWhen(false)] out string? wrongTerm)
    {
        wrongTerm = null;
        if (UnicodeCoder.Find(Compact(values[0])) is { } whole)
        {
            return whole;
        }

        var terms = new List<DefinedTerm>();
        foreach (string value in values)
        {
            if (DefinedTerm.Find(Compact(value)) is not { } term)
            {
                wrongTerm = value;
                return null;
            }

            if (!terms.Contains(term))
            {
                terms.Add(term);
            }
        }

        return new Iso2022Coder(terms);
    }

    private static string Compact(string term) =>
        string.Concat(term.Where(character => character is not (' ' or '_' or '-' or '\0'))).ToUpperInvariant();

    private static string Printable(string term)
    {
        const int LongestTerm = 16;
        string start = term.Length <= LongestTerm ? term : term[..LongestTerm] + "...";
        return string.Concat(start.Select(character => char.IsControl(character) ? '?' : character));
    }

    /// <summary>The shared character sets of single terms, made when the first value is read.</summary>
    private static class Single
    {
        public static FrozenDictionary<string, SpecificCharacterSet> ByValue { get; } = MakeAll()
            .ToFrozenDictionary(characterSet => characterSet.Value, StringComparer.Ordinal);

        private static IEnumerable<SpecificCharacterSet> MakeAll()
        {
            yield return Default;
            yield return new SpecificCharacterSet("ISO_IR 192", UnicodeCoder.Utf8);
            yield return new SpecificCharacterSet("GB18030", UnicodeCoder.Gb18030);
            yield return new SpecificCharacterSet("GBK", UnicodeCoder.Gbk);

            foreach (DefinedTerm term in DefinedTerm.All)
            {
                yield return new SpecificCharacterSet("ISO_IR " + term.Registration, new Iso2022Coder(term));
                yield return new SpecificCharacterSet("ISO 2022 IR " + term.Registration, new Iso2022Coder(term));
            }
        }
    }
}
