using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Tests.Shared;

/// <summary>A complete worklist entry; a test names the values that matter to it.</summary>
public sealed record Entry
{
    public string PatientName { get; init; } = "Vivaldi^Antonio";

    public string IssuerOfPatientID { get; init; } = "";

    public string PatientID { get; init; } = "AV35674";

    public string PatientBirthDate { get; init; } = "16780304";

    public string PatientSex { get; init; } = "M";

    public string AccessionNumber { get; init; } = "00001";

    public string Modality { get; init; } = "MR";

    public string StationAETitle { get; init; } = "AA32\\AA33";

    public string StartDate { get; init; } = "20260801";

    public string StartTime { get; init; } = "083000";

    public string StepID { get; init; } = "SPD1342";

    public string StepDescription { get; init; } = "EXAM74";

    public string PerformingPhysician { get; init; } = "Johnson^Jack";

    public string RequestedProcedureID { get; init; } = "RP454G234";

    public string RequestedProcedureDescription { get; init; } = "EXAM74";

    public string StudyInstanceUID { get; init; } = "1.2.276.0.7230010.3.2.101";

    /// <summary>The value of Specific Character Set (0008,0005), in which the texts are encoded; null: none.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>Makes the data set.</summary>
    public DicomDataset ToDataset()
    {
        var dataset = new DicomDataset(
            Text(DicomTag.AccessionNumber, DicomVR.SH, AccessionNumber),
            Text(DicomTag.PatientName, DicomVR.PN, PatientName),
            Text(DicomTag.PatientID, DicomVR.LO, PatientID),
            Text(DicomTag.PatientBirthDate, DicomVR.DA, PatientBirthDate),
            Text(DicomTag.PatientSex, DicomVR.CS, PatientSex),
            Text(DicomTag.StudyInstanceUID, DicomVR.UI, StudyInstanceUID),
            Text(DicomTag.RequestedProcedureDescription, DicomVR.LO, RequestedProcedureDescription),
            Text(DicomTag.RequestedProcedureID, DicomVR.SH, RequestedProcedureID),
            new DicomSequence(DicomTag.ScheduledProcedureStepSequence, Step()));
        if (IssuerOfPatientID.Length > 0)
        {
            dataset.AddOrUpdate(Text(DicomTag.IssuerOfPatientID, DicomVR.LO, IssuerOfPatientID));
        }

        if (CharacterSet is not null)
        {
            dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, CharacterSet));
        }

        return dataset;
    }

    private DicomDataset Step() => new(
        Text(DicomTag.Modality, DicomVR.CS, Modality),
        Text(DicomTag.ScheduledStationAETitle, DicomVR.AE, StationAETitle),
        Text(DicomTag.ScheduledProcedureStepStartDate, DicomVR.DA, StartDate),
        Text(DicomTag.ScheduledProcedureStepStartTime, DicomVR.TM, StartTime),
        Text(DicomTag.ScheduledPerformingPhysicianName, DicomVR.PN, PerformingPhysician),
        Text(DicomTag.ScheduledProcedureStepDescription, DicomVR.LO, StepDescription),
        Text(DicomTag.ScheduledProcedureStepID, DicomVR.SH, StepID));

    private DicomElement Text(DicomTag tag, DicomVR vr, string value) => Keys.Text(
        tag, vr, value, CharacterSet is null ? SpecificCharacterSet.Default : SpecificCharacterSet.Parse(CharacterSet));
}
