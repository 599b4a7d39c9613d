using System.Diagnostics.CodeAnalysis;
using System.Text;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Hl7.Messages;

/// <summary>A character set that MSH-18 names (table 0211). Immutable, and safe to share between threads.</summary>
public sealed class Hl7CharacterSet
{
    private const int ShiftJis = 932;
    private const int Big5 = 950;
    private const int Cns11643 = 20000;
    private const int LongestName = 200;
    private const byte Esc = 0x1b;

    /// <summary>Stands in texts for bytes that are none of their set.</summary>
    internal const char Undecodable = '\ufffd';

    private static readonly DecoderReplacementFallback Replacement = new(Undecodable.ToString());
    private static readonly Hl7CharacterSet Ascii = new("ASCII", SpecificCharacterSet.Default);
    private static readonly Hl7CharacterSet Utf8 = new("UNICODE UTF-8", SpecificCharacterSet.Utf8);
    private static readonly Hl7CharacterSet Latin1 = new("8859/1", SpecificCharacterSet.Parse("ISO_IR 100"));

    private readonly SpecificCharacterSet? _specific;
    private readonly Encoding? _encoding;
    private readonly bool _isWide;

    private Hl7CharacterSet(string name, SpecificCharacterSet specific)
    {
        Name = name;
        _specific = specific;
    }

    private Hl7CharacterSet(string name, Encoding encoding, bool isWide = false)
    {
        Name = name;
        _encoding = encoding;
        _isWide = isWide;
    }

    /// <summary>Its name, as MSH-18 or the site has it; repetitions are parted by <c>~</c>.</summary>
    public string Name { get; }

    /// <summary>Whether no more is known of it than that the bytes fit: MSH-18 did not say so.</summary>
    public bool IsAssumed { get; private init; }

    /// <summary>The default: ASCII.</summary>
    internal static Hl7CharacterSet Default => Ascii;

    /// <summary>Whether sequences that begin with ESC switch sets (ISO 2022).</summary>
    internal bool HasCodeExtensions => _specific is { Value: not ("ISO_IR 192" or "GB18030" or "GBK") };

    private bool IsAscii => _specific is { IsDefaultRepertoire: true };

    /// <summary>Finds a set.</summary>
    /// <param name="name">Its name; several are parted by <c>~</c>, the first is the one that text begins with.</param>
    /// <param name="characterSet">The set.</param>
    public static bool TryFind(string name, [NotNullWhen(true)] out Hl7CharacterSet? characterSet)
    {
        characterSet = name.Length > LongestName ? null : Compact(name) switch
        {
            "" or "ASCII" => Ascii,
            "UNICODE" or "UNICODEUTF8" or "UTF8" => Utf8,
            "88591" => Latin1,
            "BIG5" => FindCodePage(name, Big5),
            "WINDOWS31J" or "CP932" or "MS932" or "SJIS" => FindCodePage(name, ShiftJis),
            "CNS116431992" => FindCodePage(name, Cns11643),
            "UNICODEUTF16" or "UTF16" => new Hl7CharacterSet(name, Encoding.Unicode, isWide: true),
            "UNICODEUTF32" or "UTF32" => new Hl7CharacterSet(name, Encoding.UTF32, isWide: true),
            _ => FindByTerms(name) ?? FindCodePage(name) ?? FindFirst(name),
        };
        return characterSet is not null;
    }

    /// <summary>The set of a message of single bytes: as MSH-18 says, where it does; else what the bytes fit.</summary>
    internal static Hl7CharacterSet Choose(string msh18, ReadOnlySpan<byte> message, Hl7CharacterSetChoice choice)
    {
        bool isKnown = TryFind(choice.Instead ?? msh18, out Hl7CharacterSet? said) && !said._isWide;
        if (isKnown && (!said!.IsAscii || !message.ContainsAnyInRange((byte)0x80, (byte)0xff)))
        {
            return said;
        }

        return System.Text.Unicode.Utf8.IsValid(message) ? Utf8.Assumed()
            : TryFind(choice.Otherwise, out Hl7CharacterSet? otherwise) && !otherwise._isWide ? otherwise.Assumed()
            : Latin1.Assumed();
    }

    /// <summary>A set whose characters have two or four bytes each, found by the bytes of a whole message.</summary>
    internal static Hl7CharacterSet? FindWide(ReadOnlySpan<byte> message) => message switch
    {
        [0xff, 0xfe, 0, 0, ..] or [(byte)'M', 0, 0, 0, ..] => new("UNICODE UTF-32", Encoding.UTF32),
        [0, 0, 0xfe, 0xff, ..] or [0, 0, 0, (byte)'M', ..] =>
            new("UNICODE UTF-32", new UTF32Encoding(bigEndian: true, byteOrderMark: true)),
        [0xff, 0xfe, ..] or [(byte)'M', 0, ..] => new("UNICODE UTF-16", Encoding.Unicode),
        [0xfe, 0xff, ..] or [0, (byte)'M', ..] => new("UNICODE UTF-16", Encoding.BigEndianUnicode),
        _ => null,
    };

    /// <summary>Decodes bytes; what is none of the set becomes U+FFFD.</summary>
    public string Decode(ReadOnlySpan<byte> bytes) =>
        _specific is null ? _encoding!.GetString(bytes)
        : !HasCodeExtensions || SpecificCharacterSet.IsPlain(bytes) ? _specific.Decode(bytes, DicomVR.UT)
        : _specific == Latin1._specific && !bytes.Contains(Esc) ? Encoding.Latin1.GetString(bytes)
        : DecodeByLines(bytes, _specific);

    /// <summary>Encodes a text; what has no code becomes a question mark.</summary>
    internal byte[] Encode(string text)
    {
        if (_specific is null)
        {
            return _encoding!.GetBytes(text);
        }

        return _specific.TryEncode(text, DicomVR.UT, out byte[] bytes, out _)
            || _specific.TryEncode(WithQuestionMarks(text, _specific), DicomVR.UT, out bytes, out _)
            ? bytes
            : [];
    }

    private Hl7CharacterSet Assumed() =>
        _specific is not null
            ? new(Name, _specific) { IsAssumed = true }
            : new(Name, _encoding!) { IsAssumed = true };

    // Most lines are plain, which costs little, and each begins with the first set. UT: as each line does, and not what
    // follows a separator of DICOM.
    private static string DecodeByLines(ReadOnlySpan<byte> bytes, SpecificCharacterSet specific)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            int length = bytes.IndexOfAny((byte)'\r', (byte)'\n') + 1;
            length = length == 0 ? bytes.Length : length;
            text.Append(specific.Decode(bytes[..length], DicomVR.UT));
            bytes = bytes[length..];
        }

        return text.ToString();
    }

    private static string WithQuestionMarks(string text, SpecificCharacterSet specific)
    {
        var encodable = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            string character = rune.ToString();
            encodable.Append(specific.TryEncode(character, DicomVR.UT, out _, out _) ? character : "?");
        }

        return encodable.ToString();
    }

    // "8859/1", "ISO8859-1", "8859_1": 88591
    private static string Compact(string name)
    {
        string compact = string.Concat(name.Where(c => c is not (' ' or '-' or '_' or '/'))).ToUpperInvariant();
        return compact.StartsWith("ISO8859", StringComparison.Ordinal) ? compact[3..] : compact;
    }

    private static Hl7CharacterSet? FindByTerms(string name)
    {
        string[] names = name.Split('~');
        string value = string.Join('\\', names.Select(each => TermOf(Compact(each), names.Length > 1) ?? each));
        return SpecificCharacterSet.TryParse(StartingWithOneByte(value), out SpecificCharacterSet? specific)
            ? new Hl7CharacterSet(name, specific)
            : null;
    }

    // Sets of two bytes follow the default repertoire.
    private static string StartingWithOneByte(string value) =>
        value.Split('\\')[0] is "ISO 2022 IR 87" or "ISO 2022 IR 159" or "ISO 2022 IR 149" ? @"\" + value : value;

    private static string? TermOf(string compact, bool isOneOfSeveral)
    {
        string prefix = isOneOfSeveral ? "ISO 2022 IR " : "ISO_IR ";
        return compact switch
        {
            "" or "ASCII" or "ISOIR6" => "",
            "88591" => prefix + "100",
            "88592" => prefix + "101",
            "88593" => prefix + "109",
            "88594" => prefix + "110",
            "88595" => prefix + "144",
            "88596" => prefix + "127",
            "88597" => prefix + "126",
            "88598" => prefix + "138",
            "88599" => prefix + "148",
            "885911" => prefix + "166",
            "885915" => prefix + "203",
            "ISOIR14" => prefix + "13",
            "ISOIR87" => "ISO 2022 IR 87",
            "ISOIR159" => "ISO 2022 IR 159",
            "KSX1001" => "ISO 2022 IR 149",
            "GB180302000" => "GB18030",
            "UNICODE" or "UNICODEUTF8" or "UTF8" => "ISO_IR 192",
            _ => null,
        };
    }

    // A set that has all its characters needs no second one.
    private static Hl7CharacterSet? FindFirst(string name) =>
        name.Contains('~') && TryFind(name[..name.IndexOf('~')], out Hl7CharacterSet? first) ? first : null;

    // Names that are none of the table, but which a site may give instead: windows-1252, shift_jis.
    private static Hl7CharacterSet? FindCodePage(string name) => Of(
        name, CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, Replacement));

    private static Hl7CharacterSet? FindCodePage(string name, int number) => Of(
        name, CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ReplacementFallback, Replacement));

    private static Hl7CharacterSet? Of(string name, Encoding? encoding) =>
        encoding is null ? null : new Hl7CharacterSet(name, encoding);
}
