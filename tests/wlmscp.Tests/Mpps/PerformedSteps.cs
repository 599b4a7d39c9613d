using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps;

/// <summary>A modality that tells of performed steps.</summary>
internal static class PerformedSteps
{
    /// <summary>Wrong worklist entry selected.</summary>
    public const string WrongEntry = "110514";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Associates for MPPS and for its Retrieve SOP class.</summary>
    public static Task<DicomClient> ConnectForMppsAsync(
        this WlmscpProcess daemon, string calledAETitle = "AETITLE_1", string callingAETitle = "MODALITY") =>
        DicomClient.ConnectAsync(
            new DicomClientOptions
            {
                Host = "127.0.0.1",
                Port = daemon.Port,
                CallingAETitle = callingAETitle,
                CalledAETitle = calledAETitle,
                PresentationContexts =
                [
                    new DicomPresentationContext(
                        DicomUID.ModalityPerformedProcedureStep, [DicomTransferSyntax.ImplicitVRLittleEndian]),
                    new DicomPresentationContext(
                        DicomUID.ModalityPerformedProcedureStepRetrieve, [DicomTransferSyntax.ExplicitVRLittleEndian]),
                ],
            },
            cancellationToken: Cancelled);

    /// <summary>N-CREATE.</summary>
    public static Task<DicomResponse> StartAsync(this DicomClient client, string uid, DicomDataset attributes) =>
        client.NCreateAsync(DicomUID.ModalityPerformedProcedureStep, new DicomUID(uid), attributes, Cancelled);

    /// <summary>N-SET.</summary>
    public static Task<DicomResponse> ChangeAsync(this DicomClient client, string uid, DicomDataset modifications) =>
        client.NSetAsync(DicomUID.ModalityPerformedProcedureStep, new DicomUID(uid), modifications, Cancelled);

    /// <summary>N-GET.</summary>
    public static Task<DicomResponse> GetAsync(this DicomClient client, string uid, params DicomTag[] tags) =>
        client.NGetAsync(DicomUID.ModalityPerformedProcedureStepRetrieve, new DicomUID(uid), tags, Cancelled);

    /// <summary>What N-CREATE tells of steps that are about to be performed.</summary>
    public static DicomDataset Begin(params DicomDataset[] steps) => new(
        new DicomSequence(DicomTag.ScheduledStepAttributesSequence, steps),
        Keys.Key(DicomTag.PatientName, "Vivaldi^Antonio"),
        Keys.Key(DicomTag.PatientID, "AV35674"),
        Keys.Key(DicomTag.PatientBirthDate, "16780304"),
        Keys.Key(DicomTag.PatientSex, "M"),
        new DicomSequence(DicomTag.ReferencedPatientSequence),
        Keys.Key(DicomTag.PerformedProcedureStepID, "PPS1"),
        Keys.Key(DicomTag.PerformedStationAETitle, "AA32"),
        Keys.Key(DicomTag.PerformedStationName),
        Keys.Key(DicomTag.PerformedLocation),
        Keys.Key(DicomTag.PerformedProcedureStepStartDate, "20260801"),
        Keys.Key(DicomTag.PerformedProcedureStepStartTime, "083100"),
        Keys.Key(DicomTag.PerformedProcedureStepEndDate),
        Keys.Key(DicomTag.PerformedProcedureStepEndTime),
        Keys.Key(DicomTag.PerformedProcedureStepStatus, "IN PROGRESS"),
        Keys.Key(DicomTag.PerformedProcedureStepDescription, "EXAM74"),
        Keys.Key(DicomTag.PerformedProcedureTypeDescription),
        new DicomSequence(DicomTag.ProcedureCodeSequence),
        Keys.Key(DicomTag.Modality, "MR"),
        Keys.Key(DicomTag.StudyID, "S1"),
        new DicomSequence(DicomTag.PerformedProtocolCodeSequence),
        new DicomSequence(DicomTag.PerformedSeriesSequence));

    /// <summary>The item for a step of an entry.</summary>
    public static DicomDataset StepOf(Entry entry) => new(
        Keys.Key(DicomTag.StudyInstanceUID, entry.StudyInstanceUID),
        new DicomSequence(DicomTag.ReferencedStudySequence),
        Keys.Key(DicomTag.AccessionNumber, entry.AccessionNumber),
        Keys.Key(DicomTag.RequestedProcedureID, entry.RequestedProcedureID),
        Keys.Key(DicomTag.RequestedProcedureDescription, entry.RequestedProcedureDescription),
        Keys.Key(DicomTag.ScheduledProcedureStepID, entry.StepID),
        Keys.Key(DicomTag.ScheduledProcedureStepDescription, entry.StepDescription),
        new DicomSequence(DicomTag.ScheduledProtocolCodeSequence));

    /// <summary>What N-SET tells at the end.</summary>
    /// <param name="status">COMPLETED or DISCONTINUED.</param>
    /// <param name="reason">Why it was discontinued; null: nobody says.</param>
    public static DicomDataset End(string status, string? reason = null)
    {
        DicomDataset end = new(
            Keys.Key(DicomTag.PerformedProcedureStepStatus, status),
            Keys.Key(DicomTag.PerformedProcedureStepEndDate, "20260801"),
            Keys.Key(DicomTag.PerformedProcedureStepEndTime, "085500"),
            new DicomSequence(DicomTag.PerformedSeriesSequence, Series()));
        if (reason is not null)
        {
            end.AddOrUpdate(new DicomSequence(
                DicomTag.PerformedProcedureStepDiscontinuationReasonCodeSequence,
                new DicomDataset(
                    Keys.Key(DicomTag.CodeValue, reason),
                    Keys.Key(DicomTag.CodingSchemeDesignator, "DCM"),
                    Keys.Key(DicomTag.CodeMeaning, "a reason"))));
        }

        return end;
    }

    private static DicomDataset Series() => new(
        Keys.Key(DicomTag.PerformingPhysicianName),
        Keys.Key(DicomTag.ProtocolName, "HEAD"),
        Keys.Key(DicomTag.OperatorsName),
        Keys.Key(DicomTag.SeriesInstanceUID, "1.2.276.0.7230010.3.4.5"),
        Keys.Key(DicomTag.SeriesDescription),
        Keys.Key(DicomTag.RetrieveAETitle),
        new DicomSequence(
            DicomTag.ReferencedImageSequence,
            new DicomDataset(
                Keys.Key(DicomTag.ReferencedSOPClassUID, "1.2.840.10008.5.1.4.1.1.4"),
                Keys.Key(DicomTag.ReferencedSOPInstanceUID, "1.2.276.0.7230010.3.4.6"))),
        new DicomSequence(DicomTag.ReferencedNonImageCompositeSOPInstanceSequence));
}
