using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>Performed procedure steps as modalities send them.</summary>
internal static class Samples
{
    public const string Instance = "1.2.276.0.7230010.3.4.1";

    public static MppsOptions Lenient { get; } = new();

    public static MppsOptions Strict { get; } = new() { IsStrict = true };

    /// <summary>An attribute list of N-CREATE that has all that table F.7.2-1 asks for, with some members changed.</summary>
    public static DicomDataset Creation(params DicomItem[] changes) => With(
        new DicomDataset(
            new DicomSequence(DicomTag.ScheduledStepAttributesSequence, ScheduledStep()),
            Data.Text(DicomTag.PatientName, "DOE^JANE"),
            Data.Text(DicomTag.PatientID, "4711"),
            Data.Empty(DicomTag.PatientBirthDate),
            Data.Text(DicomTag.PatientSex, "F"),
            new DicomSequence(DicomTag.ReferencedPatientSequence),
            Data.Text(DicomTag.PerformedProcedureStepID, "P1"),
            Data.Text(DicomTag.PerformedStationAETitle, "CT1"),
            Data.Empty(DicomTag.PerformedStationName),
            Data.Empty(DicomTag.PerformedLocation),
            Data.Text(DicomTag.PerformedProcedureStepStartDate, "20260801"),
            Data.Text(DicomTag.PerformedProcedureStepStartTime, "0930"),
            Data.Text(DicomTag.PerformedProcedureStepStatus, "IN PROGRESS"),
            Data.Text(DicomTag.PerformedProcedureStepDescription, "CHEST"),
            Data.Empty(DicomTag.PerformedProcedureTypeDescription),
            new DicomSequence(DicomTag.ProcedureCodeSequence),
            Data.Empty(DicomTag.PerformedProcedureStepEndDate),
            Data.Empty(DicomTag.PerformedProcedureStepEndTime),
            Data.Text(DicomTag.Modality, "CT"),
            Data.Empty(DicomTag.StudyID),
            new DicomSequence(DicomTag.PerformedProtocolCodeSequence),
            new DicomSequence(DicomTag.PerformedSeriesSequence)),
        changes);

    /// <summary>A modification list of N-SET that ends a step.</summary>
    public static DicomDataset End(string status, params DicomItem[] changes) => With(
        new DicomDataset(
            Data.Text(DicomTag.PerformedProcedureStepStatus, status),
            Data.Text(DicomTag.PerformedProcedureStepEndDate, "20260801"),
            Data.Text(DicomTag.PerformedProcedureStepEndTime, "0945"),
            new DicomSequence(DicomTag.PerformedSeriesSequence, Series("1.2.3.1"))),
        changes);

    public static DicomDataset ScheduledStep(params DicomItem[] changes) => With(
        new DicomDataset(
            Data.Text(DicomTag.StudyInstanceUID, "1.2.3"),
            new DicomSequence(DicomTag.ReferencedStudySequence),
            Data.Text(DicomTag.AccessionNumber, "A1"),
            Data.Text(DicomTag.RequestedProcedureID, "R1"),
            Data.Empty(DicomTag.RequestedProcedureDescription),
            Data.Text(DicomTag.ScheduledProcedureStepID, "S1"),
            Data.Empty(DicomTag.ScheduledProcedureStepDescription),
            new DicomSequence(DicomTag.ScheduledProtocolCodeSequence)),
        changes);

    public static DicomDataset Series(string uid, params DicomItem[] changes) => With(
        new DicomDataset(
            Data.Empty(DicomTag.PerformingPhysicianName),
            Data.Text(DicomTag.ProtocolName, "THORAX"),
            Data.Empty(DicomTag.OperatorsName),
            Data.Text(DicomTag.SeriesInstanceUID, uid),
            Data.Empty(DicomTag.SeriesDescription),
            Data.Empty(DicomTag.RetrieveAETitle),
            new DicomSequence(DicomTag.ReferencedImageSequence, Reference("1.2.3.1.1")),
            new DicomSequence(DicomTag.ReferencedNonImageCompositeSOPInstanceSequence)),
        changes);

    public static DicomDataset Reference(string uid) => new(
        Data.Text(DicomTag.ReferencedSOPClassUID, "1.2.840.10008.5.1.4.1.1.2"),
        Data.Text(DicomTag.ReferencedSOPInstanceUID, uid));

    /// <summary>An object that N-CREATE has made.</summary>
    public static MppsObject Created(params DicomItem[] changes) =>
        MppsCreation.Answer(Instance, Creation(changes), known: null, Lenient).Object!;

    /// <summary>An object in a state.</summary>
    public static MppsObject InState(string status) => status == "IN PROGRESS"
        ? Created()
        : MppsModification.Answer(Created(), End(status), Lenient).Object!;

    public static DicomDataset Without(DicomDataset dataset, params DicomTag[] tags)
    {
        foreach (DicomTag tag in tags)
        {
            Assert.True(dataset.Remove(tag), tag.ToString());
        }

        return dataset;
    }

    public static string TextOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? text) ? text : "(none)";

    private static DicomDataset With(DicomDataset dataset, DicomItem[] changes)
    {
        foreach (DicomItem change in changes)
        {
            dataset.AddOrUpdate(change);
        }

        return dataset;
    }
}
