using WorklistScp.Dicom.Json;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;

namespace WorklistScp.Hl7.Tests.Orders;

/// <summary>Whole messages, and the entries that they are to make.</summary>
public sealed class ExampleTests
{
    private static readonly DateTimeOffset Received = new(2026, 12, 1, 13, 0, 30, TimeSpan.Zero);

    private static readonly Hl7MappingOptions Options = new()
    {
        Stations = [new StationRule("DX_ROOM1", "DX"), new StationRule("US_ROOM", "US")],
    };

    private static string Folder { get; } = Path.Join(Repository.Root, "tests", "WorklistScp.Hl7.Tests", "Examples");

    [Theory]
    [InlineData("1-orm-new", StepAction.Create)]
    [InlineData("2-omi-new", StepAction.Create)]
    [InlineData("3-orm-change", StepAction.Change)]
    public void Read_Order_HasEntriesAsExpected(string name, StepAction action)
    {
        Hl7Meaning.Order order = Assert.IsType<Hl7Meaning.Order>(Read(name));

        Assert.Equal(2, order.Steps.Count);
        for (var i = 0; i < 2; i++)
        {
            DicomDataset expected = DicomJsonReader.Read(
                File.ReadAllBytes(Path.Join(Folder, $"{name}.expected-{i + 1}.json"))).Single();
            Assert.Equal(action, order.Steps[i].Action);
            AssertHas(expected, order.Steps[i].NewEntry, "");
        }
    }

    [Fact]
    public void Read_Change_DoesNotTouchThePatient()
    {
        Hl7Meaning.Order order = Assert.IsType<Hl7Meaning.Order>(Read("3-orm-change"));

        Assert.All(order.Steps, step => Assert.DoesNotContain(step.Changes, item => item.Tag.Group is 0x0010 or 0x0038
            && item.Tag != DicomTag.MedicalAlerts));
        Assert.All(order.Steps, step => Assert.False(step.Changes.Contains(DicomTag.ReferringPhysicianName)));
    }

    [Fact]
    public void Read_Cancel_EndsTheStudy()
    {
        OrderedStep step = Assert.Single(Assert.IsType<Hl7Meaning.Order>(Read("4-orm-cancel")).Steps);

        Assert.Equal((StepAction.End, "CANCELED"), (step.Action, step.Status));
        Assert.True(step.Changes.TryGetString(DicomTag.StudyInstanceUID, out string? uid));
        Assert.Equal("1.2.276.0.7777.1.1001", uid);
        Assert.False(step.Changes.Contains(DicomTag.PatientName));
        Assert.Equal(Hl7ErrorCode.RequiredFieldMissing, step.Missing?.Code);
    }

    [Fact]
    public void Read_Merge_NamesBothPatients()
    {
        MergedPatient merged = Assert.Single(Assert.IsType<Hl7Meaning.PatientMerge>(Read("5-adt-a40")).Patients);

        Assert.Equal(("4711", "NORTHCLINIC"), (merged.From.PatientID, merged.From.Issuer));
        Assert.Equal(("4712", "NORTHCLINIC"), (merged.To.PatientID, merged.To.Issuer));
        Assert.True(merged.PatientValues.TryGetString(DicomTag.PatientName, out string? name));
        Assert.Equal("Mueller^Anna^Maria", name);
    }

    [Fact]
    public void Read_Update_EmptiesWhatIsNull()
    {
        Hl7Meaning.PatientUpdate update = Assert.IsType<Hl7Meaning.PatientUpdate>(Read("6-adt-a08"));

        Assert.Equal("4712", update.Patient.PatientID);
        Assert.Null(update.AdmissionID);
        AssertText("Mueller-Stein^Anna", update.PatientValues, DicomTag.PatientName);
        AssertText("19710315", update.PatientValues, DicomTag.PatientBirthDate);
        AssertText("", update.PatientValues, DicomTag.PatientTelephoneNumbers);
        AssertText("W5^1^B", update.VisitValues, DicomTag.CurrentPatientLocation);
        Assert.False(update.PatientValues.Contains(DicomTag.PatientAddress));
    }

    [Fact]
    public void Read_SparseOrder_SaysSixTimesWhatWasMadeUp()
    {
        OrderedStep step = Assert.Single(Assert.IsType<Hl7Meaning.Order>(Read("7-orm-sparse")).Steps);

        Assert.Equal(
            [
                DicomTag.AccessionNumber, DicomTag.StudyInstanceUID, DicomTag.RequestedProcedureID,
                DicomTag.ScheduledProcedureStepID, DicomTag.ScheduledStationAETitle, DicomTag.ScheduledProcedureStepStartDate,
            ],
            step.MadeUp.Select(note => note.Tag!.Value));
        Assert.Null(step.Missing);
        AssertText("FI-700", step.NewEntry, DicomTag.AccessionNumber);
        Assert.False(step.Changes.Contains(DicomTag.AccessionNumber));
        AssertText("US abdomen", step.NewEntry, DicomTag.RequestedProcedureDescription);
        Assert.False(step.NewEntry.Contains(DicomTag.StudyInstanceUID));

        Assert.True(step.NewEntry.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        AssertText("US_ROOM", steps.Items[0], DicomTag.ScheduledStationAETitle);
        AssertText("20261201", steps.Items[0], DicomTag.ScheduledProcedureStepStartDate);
        AssertText("1300", steps.Items[0], DicomTag.ScheduledProcedureStepStartTime);
    }

    [Fact]
    public void Read_OrderWithoutPatient_IsRefused()
    {
        Hl7Fault fault = Assert.IsType<Hl7Meaning.Refused>(Read("8-orm-refused")).Fault;

        Assert.Equal(Hl7ErrorCode.RequiredFieldMissing, fault.Code);
        Assert.Equal("PID-3", $"{fault.Path}");
        Assert.Equal("Patient ID is missing", fault.Text);
    }

    private static Hl7Meaning Read(string name) => Hl7Interpreter.Read(
        MessageTests.Parse(File.ReadAllBytes(Path.Join(Folder, $"{name}.hl7"))), Options, Received);

    private static void AssertText(string expected, DicomDataset dataset, DicomTag tag)
    {
        Assert.True(dataset.TryGetString(tag, out string? text), $"{tag} is not there");
        Assert.Equal(expected, text);
    }

    // The character set may be another: it is the site's.
    private static void AssertHas(DicomDataset expected, DicomDataset actual, string path)
    {
        foreach (DicomItem item in expected.Where(item => item.Tag != DicomTag.SpecificCharacterSet))
        {
            string place = $"{path}{item.Tag}";
            if (item is DicomSequence sequence)
            {
                Assert.True(actual.TryGetSequence(item.Tag, out DicomSequence? found), place);
                Assert.Equal(sequence.Items.Count, found.Items.Count);
                for (var i = 0; i < found.Items.Count; i++)
                {
                    AssertHas(sequence.Items[i], found.Items[i], $"{place}>");
                }
            }
            else
            {
                Assert.True(expected.TryGetString(item.Tag, out string? text), place);
                Assert.True(actual.TryGetString(item.Tag, out string? found), place);
                Assert.Equal($"{place} {text}", $"{place} {found}");
            }
        }
    }
}
