using System.Text;

namespace WorklistScp.Dicom.CharacterSets;

/// <summary>
/// Makes the graphic sets that DICOM names. Most come from the code pages of .NET, which differ from the registered
/// sets in a few cells: what is in the private use area there is unassigned here, and corrections are listed.
/// </summary>
internal static class GraphicSets
{
    private const int JapaneseEuc = 20932;
    private const int Korean = 949;
    private const int SimplifiedChinese = 20936;

    /// <summary>ISO 646, and the Roman letters of JIS X 0201: its yen sign and overline are read as \ and ~.</summary>
    public static GraphicSet Ascii() => GraphicSet.SingleByte(code => (char)code);

    /// <summary>ISO 8859-1.</summary>
    public static GraphicSet Latin1() => GraphicSet.SingleByte(code => (char)(code | 0x80));

    /// <summary>The half-width katakana of JIS X 0201.</summary>
    public static GraphicSet Katakana() =>
        GraphicSet.SingleByte(
            code => code is >= 0x21 and <= 0x5F ? (char)(code - 0x21 + '｡') : GraphicSet.Replacement);

    /// <summary>The right half of an 8-bit code page.</summary>
    /// <param name="codePage">Its number in Windows.</param>
    /// <param name="corrections">Cells of the current edition that the code page lacks or has otherwise.</param>
    public static GraphicSet RightHalf(int codePage, params (byte Code, char Character)[] corrections)
    {
        Encoding encoding = Open(codePage);
        return GraphicSet.SingleByte(code => Correct(corrections, code) ?? Decode(encoding, (byte)(code | 0x80)));
    }

    /// <summary>JIS X 0208. The characters of NEC in row 13 are read, but not written.</summary>
    public static GraphicSet JisX0208()
    {
        Encoding encoding = Open(JapaneseEuc);
        return GraphicSet.DoubleByte(
            (row, cell) => Decode(encoding, (byte)(row | 0x80), (byte)(cell | 0x80)),
            isReadOnly: code => code >> 8 == 0x2D);
    }

    /// <summary>JIS X 0212. The characters of IBM in rows 83 and 84 are read, but not written.</summary>
    /// <remarks>Code page 20932 has it where the second byte lacks the high bit.</remarks>
    public static GraphicSet JisX0212()
    {
        Encoding encoding = Open(JapaneseEuc);
        (ushort, char)[] corrections = [(0x2237, '~'), (0x2271, '№')];
        return GraphicSet.DoubleByte(
            (row, cell) => Correct(corrections, Pair(row, cell)) ?? Decode(encoding, (byte)(row | 0x80), cell),
            isReadOnly: code => code >> 8 is 0x73 or 0x74);
    }

    /// <summary>KS X 1001.</summary>
    public static GraphicSet KsX1001()
    {
        Encoding encoding = Open(Korean);
        return GraphicSet.DoubleByte((row, cell) => Decode(encoding, (byte)(row | 0x80), (byte)(cell | 0x80)));
    }

    /// <summary>GB 2312, its middle dot and dash as GBK and GB 18030 have them: names contain the dot.</summary>
    public static GraphicSet Gb2312()
    {
        Encoding encoding = Open(SimplifiedChinese);
        (ushort, char)[] corrections = [(0x2124, '·'), (0x212A, '—'), (0x212C, '‖')];
        return GraphicSet.DoubleByte((row, cell) => Correct(corrections, Pair(row, cell))
            ?? Decode(encoding, (byte)(row | 0x80), (byte)(cell | 0x80)));
    }

    /// <summary>Opens a code page whose decoder marks what it does not know.</summary>
    public static Encoding Open(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(
            codePage, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"))
        ?? throw new NotSupportedException($"Code page {codePage} is missing in this build of .NET.");

    private static ushort Pair(byte row, byte cell) => (ushort)((row << 8) | cell);

    private static char? Correct<TCode>((TCode Code, char Character)[] corrections, TCode code)
        where TCode : struct, IEquatable<TCode>
    {
        foreach ((TCode corrected, char character) in corrections)
        {
            if (corrected.Equals(code))
            {
                return character;
            }
        }

        return null;
    }

    private static char Decode(Encoding encoding, params ReadOnlySpan<byte> bytes)
    {
        string text = encoding.GetString(bytes);
        bool isAssigned = text.Length == 1 && text[0] is not (>= '\uE000' and <= '\uF8FF');
        return isAssigned ? text[0] : GraphicSet.Replacement;
    }
}
