using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.IO;

/// <summary>The lengths that members of a data set take when written, in bytes.</summary>
internal readonly record struct EncodedLength(DicomTransferSyntax Syntax, DicomLengthEncoding Lengths)
{
    private const int MaxShortLength = 0xfffe;
    private const int DelimiterSize = 8;

    public bool IsUndefined => Lengths == DicomLengthEncoding.Undefined;

    /// <summary>The length of a value padded to an even number of bytes.</summary>
    public static int Padded(int length) => (length + 1) & ~1;

    /// <summary>
    /// The VR an element is written with: a value too long for a short length field goes as UN (PS3.5 6.2.2).
    /// </summary>
    public static DicomVR WrittenVR(DicomVR vr, int length) =>
        vr.HasLongLength || length <= MaxShortLength ? vr : DicomVR.UN;

    private int OfHeader(DicomVR vr) => ElementHeader.SizeOf(vr, Syntax);

    /// <summary>The length field of a sequence.</summary>
    public uint FieldOf(DicomSequence sequence) =>
        IsUndefined ? ElementHeader.UndefinedLength : (uint)OfItems(sequence);

    /// <summary>The length field of an item.</summary>
    public uint FieldOf(DicomDataset item) => IsUndefined ? ElementHeader.UndefinedLength : (uint)Of(item);

    /// <summary>The value of a group length: the bytes of all that follows it in its group (PS3.5 7.2).</summary>
    /// <param name="items">Stands at the group length; a copy, as of any struct.</param>
    public uint OfGroup(List<DicomItem>.Enumerator items)
    {
        ushort group = items.Current.Tag.Group;
        long length = 0;
        while (items.MoveNext() && items.Current.Tag.Group == group)
        {
            length += Of(items.Current);
        }

        return (uint)length;
    }

    private long Of(DicomDataset dataset)
    {
        long length = 0;
        foreach (DicomItem item in dataset)
        {
            length += Of(item);
        }

        return length;
    }

    private long Of(DicomItem item) => item switch
    {
        DicomElement { Tag.IsGroupLength: true } => OfHeader(DicomVR.UL) + sizeof(uint),
        DicomElement element => OfHeader(WrittenVR(element.VR, element.Value.Length)) + Padded(element.Value.Length),
        DicomSequence sequence => OfHeader(DicomVR.SQ) + OfItems(sequence) + (IsUndefined ? DelimiterSize : 0),
        _ => throw new InvalidOperationException($"{item.Tag}: no element and no sequence"),
    };

    private long OfItems(DicomSequence sequence)
    {
        long length = 0;
        foreach (DicomDataset item in sequence.Items)
        {
            length += DelimiterSize + Of(item) + (IsUndefined ? DelimiterSize : 0);
        }

        return length;
    }
}
