namespace WorklistScp.Worklist.Assignments;

/// <summary>Gives an entry the values of another data set.</summary>
public static class DatasetUpdate
{
    /// <summary>
    /// Puts in what the other has, in place of what is there; one of its attributes that is empty empties. Of the Scheduled
    /// Procedure Step Sequence, the attributes of the item are put in, not the item.
    /// </summary>
    /// <param name="dataset">The entry. If the text of both is not in one character set, it becomes ISO_IR 192.</param>
    /// <param name="values">The other one; it stays as it is.</param>
    /// <returns>False if a text cannot be read; then nothing has changed.</returns>
    public static bool TryApply(DicomDataset dataset, DicomDataset values)
    {
        DicomDataset given = values.Clone();
        if (dataset.CharacterSet.Value != given.CharacterSet.Value
            && !(UnicodeText.TryApply(given) && UnicodeText.TryApply(dataset)))
        {
            return false;
        }

        Copy(given, dataset);
        return true;
    }

    private static void Copy(DicomDataset given, DicomDataset dataset)
    {
        foreach (DicomItem item in given.ToArray())
        {
            given.Remove(item.Tag);
            if (item is DicomSequence { Items: [var step, ..] } && item.Tag == DicomTag.ScheduledProcedureStepSequence
                && dataset.TryGetSequence(item.Tag, out DicomSequence? steps) && steps.Items is [var known, ..])
            {
                Copy(step, known);
            }
            else if (item.Tag != DicomTag.SpecificCharacterSet)
            {
                dataset.AddOrUpdate(item);
            }
        }
    }
}
