namespace WorklistScp.Worklist.Catalog;

/// <summary>A worklist file that is served.</summary>
/// <param name="FileName">The name of the file in the storage area.</param>
/// <param name="Dataset">Its data set; it is never changed.</param>
public sealed record WorklistEntry(string FileName, DicomDataset Dataset)
{
    /// <summary>Scheduled Procedure Step Start Date and Time as text, by which responses are ordered.</summary>
    internal (string Date, string Time) Start { get; } = (
        Step(Dataset, DicomTag.ScheduledProcedureStepStartDate), Step(Dataset, DicomTag.ScheduledProcedureStepStartTime));

    private static string Step(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
        && steps.Items.Count > 0 && steps.Items[0].TryGetString(tag, out string? value) ? value : "";
}
