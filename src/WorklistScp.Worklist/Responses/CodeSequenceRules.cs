namespace WorklistScp.Worklist.Responses;

/// <summary>
/// Clears responses of codes and descriptions that say nothing: PS3.4 table K.6-1 makes them type 1C, present with a
/// value or absent.
/// </summary>
internal static class CodeSequenceRules
{
    /// <summary>Clears a whole response.</summary>
    public static void Apply(DicomDataset response)
    {
        Clear(response, DicomTag.RequestedProcedureDescription, DicomTag.RequestedProcedureCodeSequence);
        ClearReference(response, DicomTag.ReferencedStudySequence);
        ClearReference(response, DicomTag.ReferencedPatientSequence);
        if (response.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps))
        {
            foreach (DicomDataset step in steps.Items)
            {
                Clear(step, DicomTag.ScheduledProcedureStepDescription, DicomTag.ScheduledProtocolCodeSequence);
            }
        }
    }

    private static void Clear(DicomDataset level, DicomTag description, DicomTag codes)
    {
        if (level.TryGetSequence(codes, out DicomSequence? sequence)
            && IsVoid(sequence, DicomTag.CodeValue, DicomTag.CodingSchemeDesignator))
        {
            level.Remove(codes);
        }
        else if (level.TryGetItem(description, out DicomItem? text) && text.IsEmpty)
        {
            level.Remove(description);
        }
    }

    private static void ClearReference(DicomDataset response, DicomTag tag)
    {
        if (response.TryGetSequence(tag, out DicomSequence? sequence)
            && IsVoid(sequence, DicomTag.ReferencedSOPClassUID, DicomTag.ReferencedSOPInstanceUID))
        {
            response.AddOrUpdate(new DicomSequence(tag));
        }
    }

    private static bool IsVoid(DicomSequence sequence, DicomTag first, DicomTag second) =>
        sequence.IsEmpty
        || (sequence.Items.Count == 1 && IsVoid(sequence.Items[0], first) && IsVoid(sequence.Items[0], second));

    // What the query did not ask for is not known to be empty.
    private static bool IsVoid(DicomDataset item, DicomTag tag) =>
        item.TryGetItem(tag, out DicomItem? value) && value.IsEmpty;
}
