namespace WorklistScp.Benchmarks.Micro;

/// <summary>Identifiers as modalities send them: some keys with a value, and more that only ask for one.</summary>
internal static class Identifiers
{
    /// <summary>Wild cards, names, ranges, date with time, lists of UIDs: the matching of PS3.4 C.2.2.2.</summary>
    public static DicomDataset AllKinds() => new(
        Text(DicomTag.AccessionNumber, DicomVR.SH, "A*0"),
        Text(DicomTag.PatientName, DicomVR.PN, "family*^given"),
        Text(DicomTag.PatientID, DicomVR.LO, "PID0000000?"),
        Text(DicomTag.PatientBirthDate, DicomVR.DA, "19000101-20001231"),
        Text(DicomTag.PatientSex, DicomVR.CS, "F"),
        Text(DicomTag.StudyInstanceUID, DicomVR.UI, @"1.2.3\1.2.276.0.7230010.3.2.1"),
        Text(DicomTag.RequestedProcedureDescription, DicomVR.LO, "Exam*"),
        Text(DicomTag.RequestedProcedureID, DicomVR.SH),
        Step(
            Text(DicomTag.Modality, DicomVR.CS, "CT"),
            Text(DicomTag.ScheduledStationAETitle, DicomVR.AE, "CT_0")));

    private static DicomSequence Step(params DicomItem[] keys) => new(
        DicomTag.ScheduledProcedureStepSequence,
        new DicomDataset(
        [
            .. keys,
            Text(DicomTag.ScheduledProcedureStepStartDate, DicomVR.DA, "20261101"),
            Text(DicomTag.ScheduledProcedureStepStartTime, DicomVR.TM, "000000-235959"),
            Text(DicomTag.ScheduledPerformingPhysicianName, DicomVR.PN),
            Text(DicomTag.ScheduledProcedureStepDescription, DicomVR.LO),
            Text(DicomTag.ScheduledProcedureStepID, DicomVR.SH),
        ]));

    private static DicomElement Text(DicomTag tag, DicomVR vr, string value = "") =>
        DicomElement.FromAscii(tag, vr, value);
}
