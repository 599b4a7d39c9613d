using System.Globalization;

namespace WorklistScp.Page.Tests;

/// <summary>Entries of the day on which the tests take place.</summary>
internal static class Day
{
    /// <summary>The day, a Monday.</summary>
    public const string Date = "20261130";

    /// <summary>An entry on CT room 1, at eleven.</summary>
    public static Entry Entry { get; } = Of(1, "Doe^Jane", "CT1", "1100");

    /// <summary>An entry; the number tells it and its patient from others.</summary>
    public static Entry Of(int number, string name, string station, string time, string exam = "CT abdomen") => new()
    {
        PatientName = name,
        PatientID = $"PAT-{number}",
        PatientBirthDate = $"19{50 + number}0312",
        PatientSex = "F",
        AccessionNumber = $"A-{1000 + number}",
        Modality = station[..2],
        StationAETitle = station,
        StartDate = Date,
        StartTime = time,
        StepID = $"S{number}",
        StepDescription = exam,
        RequestedProcedureID = $"RP{number}",
        RequestedProcedureDescription = exam,
        StudyInstanceUID = $"1.2.276.0.7230010.3.2.{number}",
        PerformingPhysician = "Berg^Olaf",
        CharacterSet = "ISO_IR 192",
    };

    /// <summary>The data set of an entry that takes some minutes, with a status.</summary>
    public static DicomDataset Lasting(this Entry entry, int minutes, string status = "SCHEDULED")
    {
        DicomDataset dataset = entry.ToDataset();
        Assert.True(dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        string end = TimeOnly.ParseExact(entry.StartTime, "HHmm", CultureInfo.InvariantCulture).AddMinutes(minutes)
            .ToString("HHmm", CultureInfo.InvariantCulture);
        steps.Items[0].AddOrUpdate(Keys.Key(DicomTag.ScheduledProcedureStepEndDate, entry.StartDate));
        steps.Items[0].AddOrUpdate(Keys.Key(DicomTag.ScheduledProcedureStepEndTime, end));
        steps.Items[0].AddOrUpdate(Keys.Key(DicomTag.ScheduledProcedureStepStatus, status));
        return dataset;
    }

    /// <summary>Writes a busy day: every status, entries side by side, short ones, one without a time.</summary>
    public static void WriteBusy(WorklistArea area)
    {
        void Write(Entry entry, int minutes, string status = "SCHEDULED") =>
            area.Write($"{entry.StepID}.wl", entry.Lasting(minutes, status));

        Write(Of(2, "Vivaldi^Antonio", "CT1", "0800", "CT head"), 15, "COMPLETED");
        Write(Of(3, "Müller^Jörg", "CT1", "0830"), 20, "COMPLETED");
        Write(Of(4, "Roe^Rita", "CT1", "0930"), 20, "STARTED");
        Write(Of(5, "Stein^Anna", "CT1", "1000"), 20, "ARRIVED");
        Write(Of(6, "Wang^XiaoDong=王^小東", "CT1", "1030"), 20);
        Write(Entry, 20);
        Write(Of(7, "Buc^Jérôme", "CT1", "1110", "CT head"), 15);
        Write(Of(8, "Wieck^Clara", "CT1", "1400"), 20, "CANCELED");
        Write(Of(9, "Händel^Georg", "MR1", "0800", "MR knee"), 30, "COMPLETED");
        Write(Of(10, "Verdi^Giuseppe", "MR1", "0900", "MR knee"), 30, "READY");
        Write(Of(11, "Yamada^Tarou=山田^太郎", "MR1", "1015", "MR knee"), 45);
        Write(Of(12, "Bach^Johann", "MR1", "1300", "MR knee"), 30, "DISCONTINUED");
        Write(Of(13, "Roe^Mary", "US1", "0915", "US abdomen"), 20);
        Write(Of(14, "Hong^Gildong", "US1", "1030", "US abdomen"), 20, "ARRIVED");
        area.Write("S15.wl", Of(15, "Adams^John Robert Quincy^^Rev.^B.A. M.Div.", "US1", "", "US abdomen"));
    }
}
