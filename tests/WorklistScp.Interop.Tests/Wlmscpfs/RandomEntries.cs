using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>Generates worklist entries of few different values, so that queries have several matches.</summary>
internal sealed class RandomEntries(Random random)
{
    public static readonly string[] Modalities = ["CT", "MR", "US", "CR", "XA"];
    public static readonly string[] Stations = ["CT1", "MR1", "MR2", "US1", "XA 1"];

    private static readonly string[] FamilyNames =
        ["Vivaldi", "Bach", "Beethoven", "Verdi", "Strauss", "Haydn", "Bacon", "Händel", "Größer"];
    private static readonly string[] GivenNames = ["Antonio", "Johann", "Ludwig", "Clara", "Anna", "Joseph", "René"];

    // Their texts are ISO 8859-1, or ASCII. Without a term too, and with one of nobody's, that is what is read.
    private static readonly string[] Terms =
        ["ISO_IR 100", "ISO_IR 100", "ISO_IR100", "ISO IR 100", "ISO 2022 IR 100", "UNHEARD OF", ""];

    /// <summary>Makes an entry that is complete; optional attributes are absent, empty or have a value.</summary>
    public DicomDataset Next(int number)
    {
        var dataset = new DicomDataset(
            Key(DicomTag.PatientName, Name()),
            Key(DicomTag.PatientID, $"P{random.Next(100):000}"),
            Key(DicomTag.StudyInstanceUID, $"2.25.{1000 + number}"),
            Key(DicomTag.RequestedProcedureID, $"RP{random.Next(50)}"),
            new DicomSequence(DicomTag.ScheduledProcedureStepSequence, Step(number)));
        AddDescription(dataset, DicomTag.RequestedProcedureDescription, DicomTag.RequestedProcedureCodeSequence);
        AddOptional(dataset, DicomTag.AccessionNumber, $"A{random.Next(60):0000}");
        AddOptional(dataset, DicomTag.ReferringPhysicianName, Name());
        AddOptional(dataset, DicomTag.IssuerOfPatientID, "HOSPITAL");
        AddOptional(dataset, DicomTag.PatientBirthDate, Date(1900, 100));
        AddOptional(dataset, DicomTag.PatientSex, random.Next(2) == 0 ? "F" : "M");
        AddOptional(dataset, DicomTag.RequestingPhysician, Name());
        AddOptional(dataset, DicomTag.AdmissionID, $"V{random.Next(20)}");
        AddOptional(dataset, DicomTag.RequestedProcedurePriority, random.Next(2) == 0 ? "HIGH" : "ROUTINE");
        AddOptional(dataset, DicomTag.PatientComments, "comes on foot");
        AddOptional(dataset, DicomTag.PatientWeight, "72.5");
        AddPregnancyStatus(dataset);
        if (random.Next(2) == 0)
        {
            dataset.AddOrUpdate(Key(DicomTag.SpecificCharacterSet, Pick(Terms)));
        }

        if (random.Next(3) == 0)
        {
            dataset.AddOrUpdate(new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset(
                Key(DicomTag.ReferencedSOPClassUID, "1.2.840.10008.3.1.2.3.1"),
                Key(DicomTag.ReferencedSOPInstanceUID, $"2.25.{5000 + number}"))));
        }

        return dataset;
    }

    /// <summary>A key with the VR of the dictionary, its text in ISO 8859-1; a sequence without items.</summary>
    public static DicomItem Key(DicomTag tag, string value = "")
    {
        Assert.True(DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry));
        return entry.VR == DicomVR.SQ
            ? new DicomSequence(tag)
            : Keys.Text(tag, entry.VR, value, SpecificCharacterSet.Parse("ISO_IR 100"));
    }

    public string Name() => $"{Pick(FamilyNames)}^{Pick(GivenNames)}";

    public string Date(int firstYear, int years) =>
        $"{new DateOnly(firstYear, 1, 1).AddDays(random.Next(years * 365)):yyyyMMdd}";

    public string StartDate() => $"{new DateOnly(2026, 11, 1).AddDays(random.Next(30)):yyyyMMdd}";

    public string Time() => $"{random.Next(24):00}{random.Next(60):00}{random.Next(60):00}";

    private DicomDataset Step(int number)
    {
        string stations = random.Next(4) == 0 ? $"{Pick(Stations)}\\{Pick(Stations)}" : Pick(Stations);
        var step = new DicomDataset(
            Key(DicomTag.Modality, Pick(Modalities)),
            Key(DicomTag.ScheduledStationAETitle, stations),
            Key(DicomTag.ScheduledProcedureStepStartDate, StartDate()),
            Key(DicomTag.ScheduledProcedureStepStartTime, Time()),
            Key(DicomTag.ScheduledProcedureStepID, $"S{number}"));
        AddDescription(step, DicomTag.ScheduledProcedureStepDescription, DicomTag.ScheduledProtocolCodeSequence);
        AddOptional(step, DicomTag.ScheduledPerformingPhysicianName, Name());
        AddOptional(step, DicomTag.ScheduledStationName, "ROOM 1");
        AddOptional(step, DicomTag.PreMedication, "none");
        return step;
    }

    // Description, codes or both; an entry without either is incomplete.
    private void AddDescription(DicomDataset level, DicomTag description, DicomTag codes)
    {
        int choice = random.Next(3);
        if (choice != 0)
        {
            level.AddOrUpdate(Key(description, "Thorax"));
        }

        if (choice != 1)
        {
            level.AddOrUpdate(new DicomSequence(codes, [.. Enumerable.Range(1, random.Next(1, 3)).Select(
                i => new DicomDataset(
                    Key(DicomTag.CodeValue, $"C{i}"),
                    Key(DicomTag.CodingSchemeDesignator, "99LOCAL"),
                    Key(DicomTag.CodeMeaning, "Chest")))]));
        }
    }

    private void AddOptional(DicomDataset level, DicomTag tag, string value)
    {
        int choice = random.Next(4);
        if (choice > 0)
        {
            level.AddOrUpdate(Key(tag, choice == 1 ? "" : value));
        }
    }

    private void AddPregnancyStatus(DicomDataset dataset)
    {
        int choice = random.Next(4);
        if (choice > 0)
        {
            dataset.AddOrUpdate(choice == 1
                ? Key(DicomTag.PregnancyStatus)
                : DicomElement.FromUInt16(DicomTag.PregnancyStatus, (ushort)random.Next(1, 5)));
        }
    }

    private string Pick(string[] values) => values[random.Next(values.Length)];
}
