using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Worklist.Mpps;

/// <summary>Takes attributes out of a data set, for an answer.</summary>
internal static class Excerpt
{
    /// <summary>
    /// A copy of some attributes, with the Specific Character Set that they are in; those that are not there are empty.
    /// </summary>
    public static DicomDataset Of(DicomDataset dataset, IReadOnlyList<DicomTag> tags)
    {
        var excerpt = new DicomDataset();
        foreach (DicomTag tag in tags.Append(DicomTag.SpecificCharacterSet))
        {
            if (dataset.TryGetItem(tag, out DicomItem? item))
            {
                excerpt.AddOrUpdate(item is DicomSequence sequence ? sequence.Clone() : item);
            }
            else if (tag != DicomTag.SpecificCharacterSet)
            {
                excerpt.AddOrUpdate(Empty(tag));
            }
        }

        return excerpt;
    }

    /// <summary>An attribute without value.</summary>
    public static DicomItem Empty(DicomTag tag)
    {
        DicomVR vr = DicomDictionary.GetVR(tag);
        return vr == DicomVR.SQ ? new DicomSequence(tag) : new DicomElement(tag, vr, default);
    }
}
