using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Hl7;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Fuzz.Targets;

/// <summary>
/// What an HL7 message means: no value breaks its VR, its data sets can be written and read, and a step that lacks nothing
/// makes an entry that lacks nothing.
/// </summary>
internal sealed class MappingTarget : FuzzTarget
{
    private static readonly DateTimeOffset Received = new(2026, 12, 1, 8, 15, 0, TimeSpan.FromHours(1));

    private static readonly Hl7MappingOptions[] Sites =
    [
        new(),
        new()
        {
            CharacterSet = SpecificCharacterSet.Parse("ISO_IR 100"),
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/St_Johns"),
            PatientIDAuthority = "CLINIC",
            IssuerOfPatientID = "SITE",
            IsProtocolFirst = true,
            IsOrganizationInstitution = true,
            IsStationInOrder = true,
            TakesAppointments = true,
            Modality = "OT",
        },
        new()
        {
            CharacterSet = SpecificCharacterSet.Parse("\\ISO 2022 IR 87"),
            TakesUnscheduled = false,
            ModalityByCode = new Dictionary<string, string> { ["CHEST"] = "DX" },
            Stations = [new StationRule("CT1\\CT2", "CT"), new StationRule("W1", Location: "W1")],
            StationAETitle = "ANY",
        },
    ];

    // The editor's to give, the same for all doors.
    private static readonly string[] Given = ["StudyInstanceUID", "RequestedProcedureID", "ScheduledProcedureStepID"];

    /// <inheritdoc/>
    public override string Name => "mapping";

    /// <inheritdoc/>
    public override GrammarChange Grammar => Hl7Grammar.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Directory.EnumerateFiles(Path.Join(AppContext.BaseDirectory, "Hl7Seeds"), "*.hl7")
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    /// <summary>Each site reads the message twice, and each of its orders has a copy of the patient.</summary>
    public override long MaxAllocated => 512 * Megabyte;

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        if (!Hl7Message.TryParse(input, Hl7Limits.Default, out Hl7Message? message, out _))
        {
            return false;
        }

        foreach (Hl7MappingOptions site in Sites)
        {
            CheckLines(Hl7Interpreter.Explain(message, site, Received).Meaning.Notes);
            Hl7Meaning meaning = Hl7Interpreter.Read(message, site, Received);
            CheckLines(meaning.Notes);
            Check(meaning);
        }

        return true;
    }

    private static void Check(Hl7Meaning meaning)
    {
        switch (meaning)
        {
            case Hl7Meaning.Order order:
                Check(order.Patient);
                Check(order.PatientValues);
                CheckSteps(order.Steps);
                break;
            case Hl7Meaning.PatientUpdate update:
                Check(update.Patient);
                Check(update.PatientValues);
                Check(update.VisitValues);
                break;
            case Hl7Meaning.PatientMerge merge:
                foreach (MergedPatient patient in merge.Patients)
                {
                    Check(patient.From);
                    Check(patient.To);
                    Check(patient.PatientValues);
                }

                break;
        }
    }

    private static void CheckSteps(IReadOnlyList<OrderedStep> steps)
    {
        if (steps.Count == 0)
        {
            throw new FindingException("an order without steps");
        }

        foreach (OrderedStep step in steps)
        {
            CheckLines(step.MadeUp);
            Check(step.Changes);
            Check(step.NewEntry);
            if (step.Missing is null)
            {
                CheckComplete(step.NewEntry);
            }
            else if (step.Action == StepAction.Create)
            {
                throw new FindingException($"what is ordered anew is not refused: {step.Missing}");
            }
        }
    }

    private static void Check(PatientKey patient)
    {
        var dataset = new DicomDataset();
        patient.PutInto(dataset);
        Check(dataset);
        if (patient.PatientID.Trim(' ').Length == 0)
        {
            throw new FindingException("a patient without ID");
        }
    }

    private static void Check(DicomDataset dataset)
    {
        if (ValueCheck.FindProblems(dataset) is [var problem, ..])
        {
            throw new FindingException($"{problem}");
        }

        RoundTrip.Check(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, DicomLengthEncoding.Defined);
        RoundTrip.CheckJson(dataset);
    }

    private static void CheckComplete(DicomDataset dataset)
    {
        DicomDataset entry = dataset.Clone();
        EntryCompletion.Complete(entry);
        if (Completeness.FindMissing(entry).FirstOrDefault(
            missing => !Given.Any(name => missing.Path.Name.EndsWith(name, StringComparison.Ordinal))) is { Path: not null } lacks)
        {
            throw new FindingException($"a new entry lacks {lacks}");
        }
    }

    private static void CheckLines(IEnumerable<Hl7Note> notes)
    {
        if (notes.FirstOrDefault(note => note.ToFault().ToString().Any(char.IsControl)) is { } note)
        {
            throw new FindingException($"a note of many lines: {note}");
        }
    }
}
