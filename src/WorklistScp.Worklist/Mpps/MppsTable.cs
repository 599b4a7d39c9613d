using static WorklistScp.Worklist.Mpps.MppsType;

namespace WorklistScp.Worklist.Mpps;

/// <summary>What an attribute must be (PS3.4 5.4; PS3.5 7.4).</summary>
internal enum MppsType
{
    /// <summary>There, with a value: type 1.</summary>
    Type1,

    /// <summary>There with a value in some cases: type 1C.</summary>
    Type1C,

    /// <summary>There, with or without a value: type 2.</summary>
    Type2,

    /// <summary>There or not: type 3.</summary>
    Type3,

    /// <summary>Not there.</summary>
    NotAllowed,
}

/// <summary>A row of PS3.4 table F.7.2-1.</summary>
/// <param name="Tag">The attribute.</param>
/// <param name="Create">What it must be in N-CREATE.</param>
/// <param name="Set">What it must be in N-SET, once it is there; in items it must be there according to that.</param>
/// <param name="Final">What it must be when the step ends.</param>
/// <param name="Items">What items of it must have.</param>
internal sealed record MppsRow(
    DicomTag Tag, MppsType Create, MppsType Set, MppsType Final = Type3, params IReadOnlyList<MppsRow> Items);

/// <summary>
/// PS3.4 table F.7.2-1: what N-CREATE and N-SET must have, and what a step must have when it ends. Attributes that it
/// does not name are type 3 in both.
/// </summary>
internal static class MppsTable
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<MppsRow> Rows { get; } =
    [
        new(DicomTag.SpecificCharacterSet, Type1C, Type1C),
        Once(
            DicomTag.ScheduledStepAttributesSequence, Type1,
            Once(DicomTag.StudyInstanceUID, Type1),
            Once(DicomTag.ReferencedStudySequence, Type2, References(NotAllowed)),
            Once(DicomTag.AccessionNumber, Type2),
            Once(DicomTag.IssuerOfAccessionNumberSequence, Type3),
            Once(DicomTag.PlacerOrderNumberImagingServiceRequest, Type3),
            Once(DicomTag.OrderPlacerIdentifierSequence, Type3),
            Once(DicomTag.FillerOrderNumberImagingServiceRequest, Type3),
            Once(DicomTag.OrderFillerIdentifierSequence, Type3),
            Once(DicomTag.RequestedProcedureID, Type2),
            Once(DicomTag.RequestedProcedureCodeSequence, Type3),
            Once(DicomTag.RequestedProcedureDescription, Type2),
            Once(DicomTag.ScheduledProcedureStepID, Type2),
            Once(DicomTag.ScheduledProcedureStepDescription, Type2),
            Once(DicomTag.ScheduledProtocolCodeSequence, Type2)),
        Once(DicomTag.PatientName, Type2),
        Once(DicomTag.PatientID, Type2),
        Once(DicomTag.IssuerOfPatientID, Type3),
        Once(DicomTag.IssuerOfPatientIDQualifiersSequence, Type3),
        Once(DicomTag.OtherPatientIDsSequence, Type3),
        Once(DicomTag.PatientBirthDate, Type2),
        Once(DicomTag.PatientSex, Type2),
        Once(DicomTag.ReferencedPatientSequence, Type2, References(NotAllowed)),
        Once(DicomTag.AdmissionID, Type3),
        Once(DicomTag.IssuerOfAdmissionIDSequence, Type3),
        Once(DicomTag.ServiceEpisodeID, Type3),
        Once(DicomTag.IssuerOfServiceEpisodeIDSequence, Type3),
        Once(DicomTag.ServiceEpisodeDescription, Type3),
        Once(DicomTag.PerformedProcedureStepID, Type1),
        Once(DicomTag.PerformedStationAETitle, Type1),
        Once(DicomTag.PerformedStationName, Type2),
        Once(DicomTag.PerformedLocation, Type2),
        Once(DicomTag.PerformedProcedureStepStartDate, Type1),
        Once(DicomTag.PerformedProcedureStepStartTime, Type1),
        new(DicomTag.PerformedProcedureStepStatus, Type1, Type1),
        new(DicomTag.PerformedProcedureStepDescription, Type2, Type2),
        new(DicomTag.PerformedProcedureTypeDescription, Type2, Type2),
        new(DicomTag.ProcedureCodeSequence, Type2, Type2),
        new(DicomTag.ReasonForPerformedProcedureCodeSequence, Type3, Type3),
        new(DicomTag.PerformedProcedureStepEndDate, Type2, Type1, Type1),
        new(DicomTag.PerformedProcedureStepEndTime, Type2, Type1, Type1),
        new(DicomTag.CommentsOnThePerformedProcedureStep, Type3, Type3),
        new(DicomTag.PerformedProcedureStepDiscontinuationReasonCodeSequence, Type3, Type3),
        Once(DicomTag.Modality, Type1),
        Once(DicomTag.StudyID, Type2),
        new(DicomTag.PerformedProtocolCodeSequence, Type2, Type2),
        new(
            DicomTag.PerformedSeriesSequence, Type2, Type1, Type1,
            new MppsRow(DicomTag.PerformingPhysicianName, Type2, Type2, Type2),
            new MppsRow(DicomTag.ProtocolName, Type1, Type1, Type1),
            new MppsRow(DicomTag.OperatorsName, Type2, Type2, Type2),
            new MppsRow(DicomTag.SeriesInstanceUID, Type1, Type1, Type1),
            new MppsRow(DicomTag.SeriesDescription, Type2, Type2, Type2),
            new MppsRow(DicomTag.RetrieveAETitle, Type2, Type2, Type2),
            new MppsRow(DicomTag.ReferencedImageSequence, Type2, Type2, Type3, References(Type1)),
            new MppsRow(
                DicomTag.ReferencedNonImageCompositeSOPInstanceSequence, Type2, Type2, Type3, References(Type1))),
    ];

    /// <summary>Whether N-SET may change an attribute of the step.</summary>
    public static bool IsChangeable(DicomTag tag) => Rows.FirstOrDefault(row => row.Tag == tag)?.Set != NotAllowed;

    // What N-CREATE alone says.
    private static MppsRow Once(DicomTag tag, MppsType create, params IReadOnlyList<MppsRow> items) =>
        new(tag, create, NotAllowed, Type3, items);

    private static MppsRow[] References(MppsType set) =>
    [
        new(DicomTag.ReferencedSOPClassUID, Type1, set, Type3),
        new(DicomTag.ReferencedSOPInstanceUID, Type1, set, Type3),
    ];
}
