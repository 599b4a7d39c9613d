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
    // What of a term that is none a message shows.
    private const int LongestTerm = 16;

    private static readonly Iso2022Coder DefaultCoder = new(DefinedTerm.IR6);

    private readonly TextCoder _coder;

    private SpecificCharacterSet(string value, TextCoder coder)
    {
        Value = value;
        _coder = coder;
    }

    /// <summary>The default repertoire, ISO-IR 6 (PS3.5 6.1.1).</summary>
    public static SpecificCharacterSet Default { get; } = new("", DefaultCoder);

    /// <summary>The value of (0008,0005) in defined terms, without padding; empty for the default.</summary>
    public string Value { get; }

    /// <summary>UTF-8, ISO_IR 192.</summary>
    public static SpecificCharacterSet Utf8 => Single.Utf8;

    /// <summary>Whether it has no other characters than those of the default repertoire.</summary>
    public bool IsDefaultRepertoire => _coder is Iso2022Coder { IsDefaultRepertoire: true };

    /// <summary>
    /// Reads a value of (0008,0005), values separated by backslashes. Terms that differ from the defined ones
    /// in case, spaces, hyphens and underscores only are understood, and other names that can mean one set only.
    /// </summary>
    /// <exception cref="DicomDataException">A term is unknown, or may not stand where it stands.</exception>
    public static SpecificCharacterSet Parse(string value) =>
        TryParse(value, out SpecificCharacterSet? characterSet, out string? wrongTerm)
            ? characterSet
            : throw new DicomDataException(
                $"Specific Character Set: '{PrintableText.Start(wrongTerm, LongestTerm)}', "
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

    /// <summary>The value of (0008,0005), in defined terms.</summary>
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

        TextCoder? coder = MakeCoder(unpadded.Split('\\'), out string defined, out wrongTerm);
        characterSet = coder is null ? null
            : Single.ByValue.GetValueOrDefault(defined) ?? new SpecificCharacterSet(defined, coder);
        return characterSet is not null;
    }

    private static TextCoder? MakeCoder(
        string[] values, out string defined, [NotNullWhen(false)] out string? wrongTerm)
    {
        wrongTerm = null;
        if (UnicodeCoder.Find(TermSpelling.Read(values[0]), out defined) is { } whole)
        {
            return whole;
        }

        var terms = new List<DefinedTerm>();
        var names = new List<string>();
        foreach (string value in values)
        {
            if (DefinedTerm.Find(TermSpelling.Read(value), out string name) is not { } term)
            {
                wrongTerm = value;
                return null;
            }

            names.Add(IsBlank(value) ? "" : name);
            if (!terms.Contains(term))
            {
                terms.Add(term);
            }
        }

        defined = string.Join('\\', names);
        return new Iso2022Coder(terms);
    }

    private static bool IsBlank(string value) => value.AsSpan().Trim(" \0").IsEmpty;

    /// <summary>The shared character sets of single terms, made when the first value is read.</summary>
    private static class Single
    {
        public static SpecificCharacterSet Utf8 { get; } = new("ISO_IR 192", UnicodeCoder.Utf8);

        public static FrozenDictionary<string, SpecificCharacterSet> ByValue { get; } = MakeAll()
            .ToFrozenDictionary(characterSet => characterSet.Value, StringComparer.Ordinal);

        private static IEnumerable<SpecificCharacterSet> MakeAll()
        {
            yield return Default;
            yield return Utf8;
            yield return new SpecificCharacterSet("GB18030", UnicodeCoder.Gb18030);
            yield return new SpecificCharacterSet("GBK", UnicodeCoder.Gbk);

            foreach (DefinedTerm term in DefinedTerm.All)
            {
                if (!term.IsMultiByte)
                {
                    yield return new SpecificCharacterSet("ISO_IR " + term.Registration, new Iso2022Coder(term));
                }

                yield return new SpecificCharacterSet("ISO 2022 IR " + term.Registration, new Iso2022Coder(term));
            }
        }
    }
}
