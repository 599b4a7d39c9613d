using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Catalog;

/// <summary>A worklist file that is served.</summary>
/// <param name="FileName">The name of the file in the storage area.</param>
/// <param name="Dataset">Its data set; it is never changed.</param>
public sealed record WorklistEntry(string FileName, DicomDataset Dataset)
{
    /// <summary>
    /// Scheduled Procedure Step Start Date and Time in ticks of 100 ns, by which responses are ordered; what is missing
    /// or malformed counts as 0.
    /// </summary>
    internal long Start { get; } =
        Ticks(Dataset, DicomTag.ScheduledProcedureStepStartDate, DicomVR.DA)
        + Ticks(Dataset, DicomTag.ScheduledProcedureStepStartTime, DicomVR.TM);

    private static long Ticks(DicomDataset dataset, DicomTag tag, DicomVR vr) =>
        dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
        && steps.Items.Count > 0
        && steps.Items[0].TryGetString(tag, out string? value)
        && TemporalParser.TryParse(value, vr, out long ticks) ? ticks : 0;
}
