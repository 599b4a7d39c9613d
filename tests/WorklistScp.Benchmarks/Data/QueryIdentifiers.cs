namespace WorklistScp.Benchmarks.Data;

/// <summary>What is asked for: the usual return keys of a modality, 16 of them, in each query the same.</summary>
internal static class QueryIdentifiers
{
    /// <summary>Finds the <see cref="SelectedEntries"/>.</summary>
    public static DicomDataset Selective { get; } = Create(SelectedEntries.StationAETitle);

    /// <summary>Finds all entries.</summary>
    public static DicomDataset Universal { get; } = Create("");

    /// <summary>Finds all entries, and wants little of them.</summary>
    public static DicomDataset Small { get; } = new(ReturnKey(DicomTag.PatientID, DicomVR.LO));

    /// <summary>Finds one entry of many, by its Patient ID.</summary>
    public static DicomDataset OfPatient(int number) => Create("", GeneratedEntry.PatientID(number));

    /// <summary>Finds whom any of these names, with wild cards, describes.</summary>
    public static DicomDataset OfName(string names) =>
        new(DicomElement.FromAscii(DicomTag.PatientName, DicomVR.PN, names));

    private static DicomDataset Create(string stationAETitle, string patientID = "") => new(
        ReturnKey(DicomTag.AccessionNumber, DicomVR.SH),
        ReturnKey(DicomTag.PatientName, DicomVR.PN),
        DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, patientID),
        ReturnKey(DicomTag.PatientBirthDate, DicomVR.DA),
        ReturnKey(DicomTag.PatientSex, DicomVR.CS),
        ReturnKey(DicomTag.StudyInstanceUID, DicomVR.UI),
        ReturnKey(DicomTag.RequestedProcedureDescription, DicomVR.LO),
        ReturnKey(DicomTag.RequestedProcedureID, DicomVR.SH),
        new DicomSequence(DicomTag.ScheduledProcedureStepSequence, Step(stationAETitle)));

    private static DicomDataset Step(string stationAETitle) => new(
        ReturnKey(DicomTag.Modality, DicomVR.CS),
        DicomElement.FromAscii(DicomTag.ScheduledStationAETitle, DicomVR.AE, stationAETitle),
        ReturnKey(DicomTag.ScheduledProcedureStepStartDate, DicomVR.DA),
        ReturnKey(DicomTag.ScheduledProcedureStepStartTime, DicomVR.TM),
        ReturnKey(DicomTag.ScheduledPerformingPhysicianName, DicomVR.PN),
        ReturnKey(DicomTag.ScheduledProcedureStepDescription, DicomVR.LO),
        ReturnKey(DicomTag.ScheduledProcedureStepID, DicomVR.SH));

    private static DicomElement ReturnKey(DicomTag tag, DicomVR vr) => DicomElement.FromAscii(tag, vr, "");
}
