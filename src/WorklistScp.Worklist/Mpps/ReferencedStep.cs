using WorklistScp.Worklist.Editing;

namespace WorklistScp.Worklist.Mpps;

/// <summary>
/// What an item of the Scheduled Step Attributes Sequence (0040,0270) says of the scheduled step that it stands for.
/// What it does not say is empty.
/// </summary>
/// <param name="StudyInstanceUID">Study Instance UID (0020,000D).</param>
/// <param name="StepID">Scheduled Procedure Step ID (0040,0009).</param>
public sealed record ReferencedStep(string StudyInstanceUID, string StepID)
{
    // No modality performs more at once; each is looked for while the worklist is locked.
    private const int Most = 100;

    /// <summary>
    /// The studies of Referenced Study Sequence (0008,1110): those that were ordered, where the modality has made one
    /// of several.
    /// </summary>
    public IReadOnlyList<string> ReferencedStudies { get; init; } = [];

    /// <summary>Accession Number (0008,0050).</summary>
    public string AccessionNumber { get; init; } = "";

    /// <summary>Who issued the Accession Number (0008,0051).</summary>
    public string AccessionIssuer { get; init; } = "";

    /// <summary>Requested Procedure ID (0040,1001).</summary>
    public string RequestedProcedureID { get; init; } = "";

    /// <summary>The patient of the performed step.</summary>
    public PatientKey Patient { get; init; }

    /// <summary>The station that performs it (0040,0241).</summary>
    public string StationAETitle { get; init; } = "";

    /// <summary>Whether it names nothing but a study, as a step does that was not scheduled.</summary>
    public bool NamesStudyOnly =>
        StepID.Length == 0 && ReferencedStudies.Count == 0 && AccessionNumber.Length == 0
        && RequestedProcedureID.Length == 0;

    /// <summary>The steps that a performed step refers to, the first hundred of them; none where it names none.</summary>
    public static IReadOnlyList<ReferencedStep> AllOf(MppsObject performed)
    {
        DicomDataset dataset = performed.Dataset;
        var patient = PatientKey.Of(dataset);
        string station = StepValues.TextOf(dataset, DicomTag.PerformedStationAETitle);
        return
        [
            .. StepValues.ItemsOf(dataset, DicomTag.ScheduledStepAttributesSequence)
                .Take(Most).Select(item => Of(item, patient, station)),
        ];
    }

    private static ReferencedStep Of(DicomDataset item, PatientKey patient, string station) => new(
        StepValues.TextOf(item, DicomTag.StudyInstanceUID), StepValues.TextOf(item, DicomTag.ScheduledProcedureStepID))
    {
        ReferencedStudies =
        [
            .. StepValues.ItemsOf(item, DicomTag.ReferencedStudySequence)
                .Select(study => StepValues.TextOf(study, DicomTag.ReferencedSOPInstanceUID))
                .Where(uid => uid.Length > 0).Distinct().Take(Most),
        ],
        AccessionNumber = StepValues.TextOf(item, DicomTag.AccessionNumber),
        AccessionIssuer = StepValues.AccessionIssuerOf(item),
        RequestedProcedureID = StepValues.TextOf(item, DicomTag.RequestedProcedureID),
        Patient = patient,
        StationAETitle = station,
    };
}
