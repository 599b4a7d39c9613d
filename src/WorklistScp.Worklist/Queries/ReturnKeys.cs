using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Worklist.Queries;

/// <summary>The keys of a query for all that the worklist information model has (PS3.4 table K.6-1).</summary>
public static class ReturnKeys
{
    /// <summary>Adds a key without value for each attribute that has none yet.</summary>
    public static void AddAll(DicomDataset identifier)
    {
        if (!identifier.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps))
        {
            steps = new DicomSequence(DicomTag.ScheduledProcedureStepSequence, new DicomDataset());
            identifier.AddOrUpdate(steps);
        }

        if (!steps.IsEmpty)
        {
            AddMissing(steps.Items[0], WorklistAttributes.All(isStep: true));
        }

        AddMissing(identifier, WorklistAttributes.All(isStep: false));
    }

    private static void AddMissing(DicomDataset keys, IEnumerable<DicomTag> tags)
    {
        foreach (DicomTag tag in tags.Where(tag => !keys.Contains(tag)))
        {
            keys.AddOrUpdate(Key(tag));
        }
    }

    // Not every SCP takes an empty sequence for a question about all that is in it.
    private static DicomItem Key(DicomTag tag)
    {
        DicomVR vr = DicomDictionary.GetVR(tag);
        return vr != DicomVR.SQ ? new DicomElement(tag, vr, default)
            : SequenceExpansion.ItemOf(tag) is { } item ? new DicomSequence(tag, item)
            : new DicomSequence(tag);
    }
}
