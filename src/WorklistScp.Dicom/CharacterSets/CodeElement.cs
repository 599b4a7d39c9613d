namespace WorklistScp.Dicom.CharacterSets;

/// <summary>
/// A graphic set, the half of the code table that it is used in, and the escape sequence that brings it there
/// (PS3.3 tables C.12-3 and C.12-4). The characters are made at first use.
/// </summary>
internal sealed class CodeElement
{
    private readonly Lazy<GraphicSet> _set;

    private CodeElement(ReadOnlySpan<byte> escape, bool isG1, Func<GraphicSet> makeSet)
    {
        Escape = escape.ToArray();
        IsG1 = isG1;
        _set = new Lazy<GraphicSet>(makeSet);
    }

    // G0: 0x21 to 0x7E
    public static CodeElement IR6 { get; } = G0("\e(B"u8, GraphicSets.Ascii);

    public static CodeElement IR14 { get; } = G0("\e(J"u8, GraphicSets.Ascii);

    public static CodeElement IR87 { get; } = G0("\e$B"u8, GraphicSets.JisX0208);

    public static CodeElement IR159 { get; } = G0("\e$(D"u8, GraphicSets.JisX0212);

    // G1: 0xA0 to 0xFF
    public static CodeElement IR100 { get; } = G1("\e-A"u8, GraphicSets.Latin1);

    public static CodeElement IR101 { get; } = G1("\e-B"u8, () => GraphicSets.RightHalf(28592));

    public static CodeElement IR109 { get; } = G1("\e-C"u8, () => GraphicSets.RightHalf(28593));

    public static CodeElement IR110 { get; } = G1("\e-D"u8, () => GraphicSets.RightHalf(28594));

    public static CodeElement IR126 { get; } = G1("\e-F"u8, () => GraphicSets.RightHalf(
        28597, (0x21, '‘'), (0x22, '’'), (0x24, '€'), (0x25, '\u20AF'), (0x2A, '\u037A')));

    public static CodeElement IR127 { get; } = G1("\e-G"u8, () => GraphicSets.RightHalf(28596));

    public static CodeElement IR138 { get; } = G1("\e-H"u8, () => GraphicSets.RightHalf(
        28598, (0x2F, '\u00AF'), (0x7D, '\u200E'), (0x7E, '\u200F')));

    public static CodeElement IR144 { get; } = G1("\e-L"u8, () => GraphicSets.RightHalf(28595));

    public static CodeElement IR148 { get; } = G1("\e-M"u8, () => GraphicSets.RightHalf(28599));

    public static CodeElement IR166 { get; } = G1("\e-T"u8, () => GraphicSets.RightHalf(874));

    public static CodeElement IR203 { get; } = G1("\e-b"u8, () => GraphicSets.RightHalf(28605));

    public static CodeElement IR13 { get; } = G1("\e)I"u8, GraphicSets.Katakana);

    public static CodeElement IR149 { get; } = G1("\e$)C"u8, GraphicSets.KsX1001);

    public static CodeElement IR58 { get; } = G1("\e$)A"u8, GraphicSets.Gb2312);

    /// <summary>Whether the set is used with the high bit set.</summary>
    public bool IsG1 { get; }

    /// <summary>The escape sequence that designates the set.</summary>
    public ReadOnlyMemory<byte> Escape { get; }

    /// <summary>The characters.</summary>
    public GraphicSet Set => _set.Value;

    private static CodeElement[] All { get; } =
    [
        IR6, IR14, IR87, IR159,
        IR100, IR101, IR109, IR110, IR126, IR127, IR138, IR144, IR148, IR166, IR203, IR13, IR149, IR58,
    ];

    /// <summary>Finds the element that the escape sequence at the start of the bytes designates.</summary>
    public static CodeElement? FindByEscape(ReadOnlySpan<byte> bytes)
    {
        foreach (CodeElement element in All)
        {
            if (bytes.StartsWith(element.Escape.Span))
            {
                return element;
            }
        }

        return null;
    }

    private static CodeElement G0(ReadOnlySpan<byte> escape, Func<GraphicSet> set) => new(escape, isG1: false, set);

    private static CodeElement G1(ReadOnlySpan<byte> escape, Func<GraphicSet> set) => new(escape, isG1: true, set);
}
