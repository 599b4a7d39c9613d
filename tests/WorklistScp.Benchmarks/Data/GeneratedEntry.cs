using System.Globalization;

namespace WorklistScp.Benchmarks.Data;

/// <summary>Complete worklist entries, the same ones in each run.</summary>
internal static class GeneratedEntry
{
    private static readonly string[] Modalities = ["CT", "MR", "US", "DX", "NM", "MG", "PT", "XA"];

    private static readonly DateOnly FirstDay = new(2026, 11, 1);

    /// <summary>Makes the entry with a number: modalities take turns, one entry is scheduled each minute.</summary>
    /// <param name="number">From zero.</param>
    /// <param name="selected">Whether it is one of <see cref="SelectedEntries"/>.</param>
    /// <param name="commentLength">The characters of a comment that nobody asks for; 0: there is none.</param>
    public static DicomDataset Create(int number, bool selected = false, int commentLength = 0) => new(
    [
        Element(DicomTag.AccessionNumber, DicomVR.SH, $"A{number:D8}"),
        new DicomSequence(DicomTag.ReferencedStudySequence), // wlmscpfs writes a warning for each that lacks them
        new DicomSequence(DicomTag.ReferencedPatientSequence),
        Element(DicomTag.PatientName, DicomVR.PN, $"Family{number:D6}^Given"),
        Element(DicomTag.PatientID, DicomVR.LO, PatientID(number)),
        Element(DicomTag.PatientBirthDate, DicomVR.DA, $"19{number % 100:D2}0304"),
        Element(DicomTag.PatientSex, DicomVR.CS, number % 2 == 0 ? "F" : "M"),
        Element(DicomTag.StudyInstanceUID, DicomVR.UI, $"1.2.276.0.7230010.3.2.{number + 1}"),
        Element(DicomTag.RequestedProcedureDescription, DicomVR.LO, "Examination"),
        Element(DicomTag.RequestedProcedureID, DicomVR.SH, $"RP{number:D8}"),
        new DicomSequence(DicomTag.ScheduledProcedureStepSequence, Step(number, selected)),
        .. Comment(commentLength),
    ]);

    /// <summary>What the entry with a number has as Patient ID, and no other has.</summary>
    public static string PatientID(int number) => $"PID{number:D8}";

    private static IEnumerable<DicomItem> Comment(int length) => length == 0
        ? []
        : [Element(DicomTag.RequestedProcedureComments, DicomVR.LT, new string('x', length))];

    private static DicomDataset Step(int number, bool selected)
    {
        string modality = Modalities[number % Modalities.Length];
        string station = selected ? SelectedEntries.StationAETitle : $"{modality}_{number % 10}";
        DateTime start = FirstDay.ToDateTime(TimeOnly.MinValue).AddMinutes(number);
        return new(
            Element(DicomTag.Modality, DicomVR.CS, modality),
            Element(DicomTag.ScheduledStationAETitle, DicomVR.AE, station),
            Element(DicomTag.ScheduledProcedureStepStartDate, DicomVR.DA, Format(start, "yyyyMMdd")),
            Element(DicomTag.ScheduledProcedureStepStartTime, DicomVR.TM, Format(start, "HHmmss")),
            Element(DicomTag.ScheduledPerformingPhysicianName, DicomVR.PN, "Johnson^Jack"),
            Element(DicomTag.ScheduledProcedureStepDescription, DicomVR.LO, "Examination"),
            Element(DicomTag.ScheduledProcedureStepID, DicomVR.SH, $"SPS{number:D8}"));
    }

    private static DicomElement Element(DicomTag tag, DicomVR vr, string value) =>
        DicomElement.FromAscii(tag, vr, value);

    private static string Format(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
