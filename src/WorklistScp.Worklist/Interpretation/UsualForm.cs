using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Interpretation;

/// <summary>
/// Gives the elements of files and queries the VR of the dictionary: what is known but was sent as UN (PS3.5 6.2.2),
/// sequences too, and text that was sent as another kind of text.
/// </summary>
internal sealed class UsualForm
{
    private static readonly DicomReadLimits Limits = DicomReadLimits.Default;

    // The reader has counted what it saw; what hides in sequences that are UN is counted here.
    private int _elementsLeft = Limits.MaxElements;

    private UsualForm()
    {
    }

    /// <summary>The data set in its usual form; itself where it has that, as nearly all have.</summary>
    public static DicomDataset Of(DicomDataset dataset) =>
        IsUsual(dataset) ? dataset : new UsualForm().Rebuild(dataset, 0);

    private static bool IsUsual(DicomDataset level)
    {
        foreach (DicomItem item in level)
        {
            if (item is DicomSequence sequence ? !AreUsual(sequence.Items) : UsualVR(item) != item.VR)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreUsual(IReadOnlyList<DicomDataset> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (!IsUsual(items[i]))
            {
                return false;
            }
        }

        return true;
    }

    private DicomDataset Rebuild(DicomDataset level, int depth) => new(level.Select(item => item switch
    {
        DicomSequence sequence => Rebuild(sequence, depth),
        DicomElement element when UsualVR(element) == DicomVR.SQ =>
            ReadSequence(element, depth) is { } read ? Rebuild(read, depth) : element,
        DicomElement element when UsualVR(element) != element.VR =>
            new DicomElement(element.Tag, UsualVR(element), element.Value),
        _ => item,
    }));

    private DicomSequence Rebuild(DicomSequence sequence, int depth) =>
        new(sequence.Tag, [.. sequence.Items.Select(item => Rebuild(item, depth + 1))]);

    // Null: it is none, or too much; it stays what it is.
    private DicomSequence? ReadSequence(DicomElement element, int depth)
    {
        DicomReadLimits limits = Limits with { MaxDepth = Limits.MaxDepth - depth, MaxElements = _elementsLeft };
        if (!DicomDatasetReader.TryReadSequence(element.Tag, element.Value, limits, out DicomSequence? sequence))
        {
            return null;
        }

        _elementsLeft -= sequence.Items.Sum(Count);
        return sequence;
    }

    private static int Count(DicomDataset item) =>
        1 + item.Count + item.OfType<DicomSequence>().Sum(sequence => sequence.Items.Sum(Count));

    private static DicomVR UsualVR(DicomItem item)
    {
        DicomVR usual = DicomDictionary.GetVR(item.Tag);
        bool isUsual = usual == item.VR
            || (item.VR == DicomVR.UN ? !CanHold(usual, (DicomElement)item) : !(usual.IsString && item.VR.IsString));
        return isUsual ? item.VR : usual;
    }

    // A number that is cut off is none.
    private static bool CanHold(DicomVR vr, DicomElement element) => element.Value.Length % vr.UnitSize == 0;
}
