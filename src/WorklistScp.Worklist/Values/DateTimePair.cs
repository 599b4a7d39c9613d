namespace WorklistScp.Worklist.Values;

/// <summary>A date and the time that belongs to it.</summary>
/// <param name="Date">The attribute with the date.</param>
/// <param name="Time">The attribute with the time, in the same data set or item.</param>
internal sealed record DateTimePair(DicomTag Date, DicomTag Time)
{
    private static readonly DateTimePair[] All =
    [
        new(DicomTag.StudyDate, DicomTag.StudyTime),
        new(DicomTag.ScheduledProcedureStepStartDate, DicomTag.ScheduledProcedureStepStartTime),
        new(DicomTag.ScheduledProcedureStepEndDate, DicomTag.ScheduledProcedureStepEndTime),
        new(DicomTag.AdmittingDate, DicomTag.AdmittingTime),
        new(DicomTag.IssueDateOfImagingServiceRequest, DicomTag.IssueTimeOfImagingServiceRequest),
    ];

    /// <summary>Finds the pair that an attribute is of; null if of none.</summary>
    public static DateTimePair? Find(DicomTag tag) => Array.Find(All, pair => pair.Date == tag || pair.Time == tag);
}
