using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Interpretation;

namespace WorklistScp.Worklist.Mpps;

/// <summary>Reads the data set of an N-CREATE or N-SET.</summary>
internal static class SentAttributes
{
    /// <summary>
    /// What the peer has sent, as it was meant; without what no data set may have. It may be changed.
    /// </summary>
    /// <param name="attributes">What the peer has sent; null for nothing.</param>
    /// <param name="assumed">The character set of text that names none; null: none is known.</param>
    /// <param name="leftOut">What was left out.</param>
    public static DicomDataset Read(
        DicomDataset? attributes, SpecificCharacterSet? assumed, out IReadOnlyList<MppsFinding> leftOut)
    {
        DicomDataset dataset = attributes?.Clone() ?? [];
        if (assumed is { IsDefaultRepertoire: false } && !dataset.Contains(DicomTag.SpecificCharacterSet))
        {
            dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, assumed.Value));
        }

        DicomTag[] strange = [.. dataset.Select(item => item.Tag).Where(tag => !tag.IsOfDataSet)];
        foreach (DicomTag tag in strange)
        {
            dataset.Remove(tag);
        }

        leftOut = [.. strange.Select(tag => new MppsFinding(new AttributePath(tag), MppsFault.NotOfDataSet))];
        return InterpretedDataset.Of(dataset).Dataset;
    }
}
