namespace WorklistScp.Dicom;

/// <summary>A value representation (PS3.5 6.2, table 6.2-1).</summary>
public sealed class DicomVR
{
    private const int Letters = 26;

    private DicomVR(string code, DicomVRKind kind, int maxLength = 0, bool longLength = false)
    {
        Code = code;
        Kind = kind;
        MaxLength = maxLength;
        HasLongLength = longLength;
        PaddingByte = IsString ? (byte)' ' : (byte)0;
    }

    /// <summary>Application Entity.</summary>
    public static DicomVR AE { get; } = OfForm("AE", DicomTextForm.AETitle, 16);

    /// <summary>Age String.</summary>
    public static DicomVR AS { get; } = OfForm("AS", DicomTextForm.Age, 4);

    /// <summary>Attribute Tag.</summary>
    public static DicomVR AT { get; } = Numbers("AT", DicomNumberKind.Tag, 2);

    /// <summary>Code String.</summary>
    public static DicomVR CS { get; } = OfForm("CS", DicomTextForm.Code, 16);

    /// <summary>Date.</summary>
    public static DicomVR DA { get; } = OfForm("DA", DicomTextForm.Date, 8);

    /// <summary>Decimal String.</summary>
    public static DicomVR DS { get; } = OfForm("DS", DicomTextForm.Decimal, 16);

    /// <summary>Date Time.</summary>
    public static DicomVR DT { get; } = OfForm("DT", DicomTextForm.DateTime, 26);

    /// <summary>Floating Point Double.</summary>
    public static DicomVR FD { get; } = Numbers("FD", DicomNumberKind.FloatingPoint, 8);

    /// <summary>Floating Point Single.</summary>
    public static DicomVR FL { get; } = Numbers("FL", DicomNumberKind.FloatingPoint, 4);

    /// <summary>Integer String.</summary>
    public static DicomVR IS { get; } = OfForm("IS", DicomTextForm.Integer, 12);

    /// <summary>Long String.</summary>
    public static DicomVR LO { get; } = new("LO", DicomVRKind.EncodedString, 64);

    /// <summary>Long Text.</summary>
    public static DicomVR LT { get; } = new("LT", DicomVRKind.EncodedText, 10240);

    /// <summary>Other Byte.</summary>
    public static DicomVR OB { get; } = OneValue("OB", DicomNumberKind.None, 1);

    /// <summary>Other Double.</summary>
    public static DicomVR OD { get; } = OneValue("OD", DicomNumberKind.FloatingPoint, 8);

    /// <summary>Other Float.</summary>
    public static DicomVR OF { get; } = OneValue("OF", DicomNumberKind.FloatingPoint, 4);

    /// <summary>Other Long.</summary>
    public static DicomVR OL { get; } = OneValue("OL", DicomNumberKind.Unsigned, 4);

    /// <summary>Other 64-bit Very Long.</summary>
    public static DicomVR OV { get; } = OneValue("OV", DicomNumberKind.Unsigned, 8);

    /// <summary>Other Word.</summary>
    public static DicomVR OW { get; } = OneValue("OW", DicomNumberKind.None, 2);

    /// <summary>Person Name; the maximum length is that of one component group.</summary>
    public static DicomVR PN { get; } = new("PN", DicomVRKind.EncodedString, 64);

    /// <summary>Short String.</summary>
    public static DicomVR SH { get; } = new("SH", DicomVRKind.EncodedString, 16);

    /// <summary>Signed Long.</summary>
    public static DicomVR SL { get; } = Numbers("SL", DicomNumberKind.Signed, 4);

    /// <summary>Sequence of Items.</summary>
    public static DicomVR SQ { get; } = new("SQ", DicomVRKind.Sequence, longLength: true);

    /// <summary>Signed Short.</summary>
    public static DicomVR SS { get; } = Numbers("SS", DicomNumberKind.Signed, 2);

    /// <summary>Short Text.</summary>
    public static DicomVR ST { get; } = new("ST", DicomVRKind.EncodedText, 1024);

    /// <summary>Signed 64-bit Very Long.</summary>
    public static DicomVR SV { get; } = Numbers("SV", DicomNumberKind.Signed, 8, longLength: true);

    /// <summary>Time.</summary>
    public static DicomVR TM { get; } = OfForm("TM", DicomTextForm.Time, 14);

    /// <summary>Unlimited Characters.</summary>
    public static DicomVR UC { get; } = new("UC", DicomVRKind.EncodedString, longLength: true);

    /// <summary>Unique Identifier.</summary>
    public static DicomVR UI { get; } = OfForm("UI", DicomTextForm.UID, 64);

    /// <summary>Unsigned Long.</summary>
    public static DicomVR UL { get; } = Numbers("UL", DicomNumberKind.Unsigned, 4);

    /// <summary>Unknown.</summary>
    public static DicomVR UN { get; } = OneValue("UN", DicomNumberKind.None, 1);

    /// <summary>Universal Resource Identifier or Locator.</summary>
    public static DicomVR UR { get; } = new("UR", DicomVRKind.Text, longLength: true);

    /// <summary>Unsigned Short.</summary>
    public static DicomVR US { get; } = Numbers("US", DicomNumberKind.Unsigned, 2);

    /// <summary>Unlimited Text.</summary>
    public static DicomVR UT { get; } = new("UT", DicomVRKind.EncodedText, longLength: true);

    /// <summary>Unsigned 64-bit Very Long.</summary>
    public static DicomVR UV { get; } = Numbers("UV", DicomNumberKind.Unsigned, 8, longLength: true);

    /// <summary>The 34 value representations, by code.</summary>
    public static IReadOnlyList<DicomVR> All => Table;

    private static DicomVR[] Table { get; } =
    [
        AE, AS, AT, CS, DA, DS, DT, FD, FL, IS, LO, LT, OB, OD, OF, OL, OV, OW, PN, SH, SL, SQ, SS, ST, SV, TM, UC, UI,
        UL, UN, UR, US, UT, UV,
    ];

    // Each element in explicit VR looks here.
    private static DicomVR?[] ByLetters { get; } = MakeByLetters();

    /// <summary>The two letters of the value representation.</summary>
    public string Code { get; }

    /// <summary>How values are made up.</summary>
    public DicomVRKind Kind { get; }

    /// <summary>What a value of characters is to look like.</summary>
    public DicomTextForm Form { get; private init; }

    /// <summary>The longest single value in characters; 0: no limit of its own.</summary>
    public int MaxLength { get; }

    /// <summary>
    /// The size in bytes of what changes place between byte orders; 1 where nothing does (PS3.5 7.3).
    /// </summary>
    public int UnitSize { get; private init; } = 1;

    /// <summary>Whether explicit VR encodings give two reserved bytes and a 32-bit length (PS3.5 7.1.2).</summary>
    public bool HasLongLength { get; }

    /// <summary>What numbers the bytes of binary values are; of OB, OW and UN nobody knows.</summary>
    public DicomNumberKind Number { get; private init; }

    /// <summary>
    /// Whether all bytes are one value (PS3.5 6.4): OB, OD, OF, OL, OV, OW and UN, which JSON and others take as they are.
    /// </summary>
    public bool IsOneBinaryValue { get; private init; }

    /// <summary>The size in bytes of one binary value.</summary>
    public int ValueSize { get; private init; } = 1;

    /// <summary>Whether values are characters.</summary>
    public bool IsString => Kind is not (DicomVRKind.Binary or DicomVRKind.Sequence);

    /// <summary>Whether the Specific Character Set applies: LO, LT, PN, SH, ST, UC and UT (PS3.5 6.1.2.2).</summary>
    public bool UsesCharacterSet => Kind is DicomVRKind.EncodedString or DicomVRKind.EncodedText;

    /// <summary>Whether a backslash separates values, for strings (PS3.5 6.4).</summary>
    public bool IsMultiValue => Kind is DicomVRKind.String or DicomVRKind.EncodedString;

    /// <summary>The byte that makes the length even: NUL for UI and binary data, else a space (PS3.5 6.2).</summary>
    public byte PaddingByte { get; private init; }

    /// <summary>Finds a value representation by its two letters.</summary>
    public static bool TryParse(ReadOnlySpan<byte> code, out DicomVR vr)
    {
        vr = UN;
        return code.Length == 2 && TryFind((char)code[0], (char)code[1], out vr);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out DicomVR)"/>
    public static bool TryParse(ReadOnlySpan<char> code, out DicomVR vr)
    {
        vr = UN;
        return code.Length == 2 && TryFind(code[0], code[1], out vr);
    }

    /// <summary>The two letters.</summary>
    public override string ToString() => Code;

    /// <summary>The value representation of two letters that are known to be one; UN if they are not.</summary>
    internal static DicomVR OfLetters(byte first, byte second)
    {
        var place = (uint)(((first - 'A') * Letters) + second - 'A');
        DicomVR?[] table = ByLetters;
        return place < (uint)table.Length ? table[place] ?? UN : UN;
    }

    // Values in the default repertoire that are more than text. A UID is padded with NUL.
    private static DicomVR OfForm(string code, DicomTextForm form, int maxLength) =>
        new(code, DicomVRKind.String, maxLength)
        {
            Form = form,
            PaddingByte = form == DicomTextForm.UID ? (byte)0 : (byte)' ',
        };

    private static DicomVR Numbers(string code, DicomNumberKind number, int unit, bool longLength = false) =>
        new(code, DicomVRKind.Binary, longLength: longLength)
        {
            Number = number,
            UnitSize = unit,
            ValueSize = number == DicomNumberKind.Tag ? 2 * unit : unit,
        };

    private static DicomVR OneValue(string code, DicomNumberKind number, int unit) =>
        new(code, DicomVRKind.Binary, longLength: true)
        {
            Number = number,
            UnitSize = unit,
            ValueSize = unit,
            IsOneBinaryValue = true,
        };

    private static bool TryFind(char first, char second, out DicomVR vr)
    {
        int place = PlaceOf(first, second);
        DicomVR? found = place < 0 ? null : ByLetters[place];
        vr = found ?? UN;
        return found is not null;
    }

    private static int PlaceOf(char first, char second) =>
        char.IsAsciiLetterUpper(first) && char.IsAsciiLetterUpper(second)
            ? ((first - 'A') * Letters) + second - 'A'
            : -1;

    private static DicomVR?[] MakeByLetters()
    {
        var byLetters = new DicomVR?[Letters * Letters];
        foreach (DicomVR vr in Table)
        {
            byLetters[PlaceOf(vr.Code[0], vr.Code[1])] = vr;
        }

        return byLetters;
    }
}
