using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Interpretation;

/// <summary>
/// Gives the elements of files and queries the VR of the dictionary: what is known but was sent as UN (PS3.5 6.2.2),
/// sequences too, and text that was sent as another kind of text.
/// </summary>
internal static class UsualForm
{
    /// <summary>The data set in its usual form; itself where it has that, as nearly all have.</summary>
    public static DicomDataset Of(DicomDataset dataset) => IsUsual(dataset) ? dataset : Rebuild(dataset);

    private static bool IsUsual(DicomDataset level)
    {
        foreach (DicomItem item in level)
        {
            if (item is DicomSequence sequence ? !sequence.Items.All(IsUsual) : UsualVR(item) != item.VR)
            {
                return false;
            }
        }

        return true;
    }

    private static DicomDataset Rebuild(DicomDataset level) => new(level.Select(Rebuild));

    private static DicomItem Rebuild(DicomItem item)
    {
        if (item is DicomSequence sequence)
        {
            return new DicomSequence(sequence.Tag, [.. sequence.Items.Select(Rebuild)]);
        }

        var element = (DicomElement)item;
        DicomVR vr = UsualVR(element);
        if (vr != DicomVR.SQ)
        {
            return vr == element.VR ? element : new DicomElement(element.Tag, vr, element.Value);
        }

        return DicomDatasetReader.TryReadSequence(element.Tag, element.Value, out DicomSequence? read)
            ? (DicomSequence)Rebuild(read)
            : element;
    }

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
