using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Worklist.Queries;

/// <summary>The keys of a query for all that the worklist information model has (PS3.4 table K.6-1).</summary>
public static class ReturnKeys
{
    /// <summary>Adds a key without value for each attribute that has none yet.</summary>
    public static void AddAll(DicomDataset identifier) => Add(identifier, WorklistAttributes.All);

    /// <summary>
    /// Adds a key without value for each attribute that has none yet and that is always answered where nobody lists what is
    /// wanted, as in a search over the web.
    /// </summary>
    public static void AddUsual(DicomDataset identifier) => Add(identifier, ReturnTypes.All);

    /// <summary>
    /// Removes from an answer what it has under a condition only (types 1C and 2C) and that has no value, unless it was
    /// asked for.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="asked">What was asked for, without what <see cref="AddUsual"/> has added.</param>
    public static void RemoveUnfulfilled(DicomDataset answer, DicomDataset asked)
    {
        Remove(answer, asked, isStep: false);
        if (!answer.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps))
        {
            return;
        }

        DicomDataset askedOfStep =
            asked.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? keys) && !keys.IsEmpty
                ? keys.Items[0]
                : [];
        foreach (DicomDataset step in steps.Items)
        {
            Remove(step, askedOfStep, isStep: true);
        }
    }

    private static void Remove(DicomDataset answer, DicomDataset asked, bool isStep)
    {
        DicomTag[] unfulfilled =
        [
            .. from item in answer
               where item.IsEmpty && ReturnTypes.IsUnderCondition(item.Tag, isStep) && !asked.Contains(item.Tag)
               select item.Tag,
        ];
        Array.ForEach(unfulfilled, tag => answer.Remove(tag));
    }

    private static void Add(DicomDataset identifier, Func<bool, IEnumerable<DicomTag>> tagsOf)
    {
        if (!identifier.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps))
        {
            steps = new DicomSequence(DicomTag.ScheduledProcedureStepSequence, new DicomDataset());
            identifier.AddOrUpdate(steps);
        }

        if (!steps.IsEmpty)
        {
            AddMissing(steps.Items[0], tagsOf(true));
        }

        AddMissing(identifier, tagsOf(false));
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
