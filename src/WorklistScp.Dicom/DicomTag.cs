using System.Globalization;

namespace WorklistScp.Dicom;

/// <summary>
/// A data element tag: group and element number (PS3.5 7.1). Well-known tags are named by PS3.6 keyword.
/// </summary>
/// <param name="Group">The group number.</param>
/// <param name="Element">The element number within the group.</param>
public readonly partial record struct DicomTag(ushort Group, ushort Element) : IComparable<DicomTag>
{
    private const ushort FirstGroup = 0x0008;
    private const ushort DelimiterGroup = 0xfffe;
    private const ushort LastGroup = 0xffff;

    /// <summary>Item (FFFE,E000), PS3.5 7.5.</summary>
    public static DicomTag Item => new(0xfffe, 0xe000);

    /// <summary>Item Delimitation Item (FFFE,E00D), PS3.5 7.5.</summary>
    public static DicomTag ItemDelimitationItem => new(0xfffe, 0xe00d);

    /// <summary>Sequence Delimitation Item (FFFE,E0DD), PS3.5 7.5.</summary>
    public static DicomTag SequenceDelimitationItem => new(0xfffe, 0xe0dd);

    /// <summary>Makes a tag of its number, group in the upper 16 bits.</summary>
    public DicomTag(uint value) : this((ushort)(value >> 16), (ushort)value)
    {
    }

    /// <summary>The tag as one number, group in the upper 16 bits; tags sort by it.</summary>
    public uint Value => ((uint)Group << 16) | Element;

    /// <summary>Whether the group number is odd (PS3.5 7.8).</summary>
    public bool IsPrivate => (Group & 1) != 0;

    /// <summary>Whether this is a private creator, (gggg,0010-00FF) with gggg odd (PS3.5 7.8.1).</summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= 0x10 and <= 0xff;

    /// <summary>
    /// The private creator that reserves the block of this private attribute: (gggg,00xx) of (gggg,xxee), PS3.5 7.8.1.
    /// </summary>
    public DicomTag PrivateCreator => new(Group, (ushort)(Element >> 8));

    /// <summary>This private attribute in the block that another private creator of its group reserves.</summary>
    public DicomTag InBlockOf(DicomTag creator) => new(Group, (ushort)((creator.Element << 8) | (Element & 0xff)));

    /// <summary>Whether this is a group length, (gggg,0000) (PS3.5 7.2).</summary>
    public bool IsGroupLength => Element == 0;

    /// <summary>
    /// Whether data sets may have such an element: it is no delimiter, none of a group that is for other uses, and no
    /// group length, which is retired (PS3.5 7.1, 7.2 and 7.5).
    /// </summary>
    public bool IsOfDataSet => !IsGroupLength && Group is >= FirstGroup and not (DelimiterGroup or LastGroup);

    /// <summary>Reads <c>gggg,eeee</c>, with or without parentheses, hexadecimal digits in either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DicomTag tag)
    {
        tag = default;
        if (text is ['(', .., ')'])
        {
            text = text[1..^1];
        }

        if (text.Length != 9 || text[4] != ','
            || !TryParseNumber(text[..4], out ushort group)
            || !TryParseNumber(text[5..], out ushort element))
        {
            return false;
        }

        tag = new DicomTag(group, element);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/> in a data set.</summary>
    public static bool operator <(DicomTag left, DicomTag right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/> in a data set.</summary>
    public static bool operator >(DicomTag left, DicomTag right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(DicomTag left, DicomTag right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(DicomTag left, DicomTag right) => left.Value >= right.Value;

    /// <summary>The tag as <c>(gggg,eeee)</c> in lower case, as DCMTK prints it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Group:x4},{Element:x4})");

    private static bool TryParseNumber(ReadOnlySpan<char> digits, out ushort number) =>
        ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}
