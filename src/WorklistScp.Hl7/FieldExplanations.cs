using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Hl7.Orders;
using WorklistScp.Hl7.Patients;

namespace WorklistScp.Hl7;

/// <summary>Says what became of each field of a message, and why.</summary>
/// <param name="message">The message.</param>
/// <param name="meaning">What it means.</param>
/// <param name="trace">What was made of its fields.</param>
internal sealed class FieldExplanations(Hl7Message message, Hl7Meaning meaning, FieldTrace trace)
{
    private const string Unchanged = "not changed by this message";

    // Numbers of segments within the message, and types of values.
    private static readonly string[] Numbers =
    [
        "OBX-2", "PID-1", "PV1-1", "OBR-1", "TQ1-1", "NTE-1", "NTE-2", "OBX-1", "AL1-1", "IAM-1",
        "RGS-1", "AIS-1", "AIS-2", "AIG-1", "AIG-2", "AIL-1", "AIL-2", "AIP-1", "AIP-2",
        "GSP-1", "GSP-2", "GSP-4", "GSP-6", "GSC-1", "GSC-2", "GSC-5",
    ];

    private static readonly string[] Steering = ["ORC-1", "ORC-5"];

    private static readonly ILookup<(string Segment, int Field), DicomTag> InTables = new[]
    {
        PatientFields.Patient, PatientFields.Visit, PatientFields.Measures, PatientFields.Merged,
        OrderFields.Order, OrderFields.Requester, OrderFields.Institution, OrderFields.RequestOfIpc, OrderFields.StepOfIpc,
        OrderFields.RequestOfObr, OrderFields.StepOfObr, OrderFields.ProtocolOfObr, OrderFields.StationInOrder,
        AppointmentFields.Request, AppointmentFields.Step,
    }.SelectMany(rows => rows)
        .SelectMany(row => row.Sources, (row, source) => (row.Tag, source))
        .ToLookup(pair => (pair.source.Segment, pair.source.Field), pair => pair.Tag);

    private readonly ILookup<Hl7Path, MadeAttribute> _made =
        trace.Made.ToLookup(made => made.Field, made => made.Attribute);

    /// <summary>Finds them, in the order of the message.</summary>
    public IReadOnlyList<ExplainedField> Find() => meaning is Hl7Meaning.Refused or Hl7Meaning.Acknowledged ? [] :
    [
        .. from segment in message.Segments
           where segment.Name is not ("MSH" or "EVN")
           from number in Enumerable.Range(1, segment.Count)
           where !segment[number].IsEmpty && !Numbers.Contains($"{segment.Name}-{number}")
           select Explain(segment, number),
    ];

    private ExplainedField Explain(Hl7Segment segment, int number)
    {
        Hl7Path path = segment.PathOf(number);
        Hl7Field field = segment[number];
        string text = field.IsNull
            ? "\"\""
            : string.Join('~', Enumerable.Range(0, field.Count).Select(repetition => field[repetition].Text));
        if (Steering.Contains($"{segment.Name}-{number}"))
        {
            return new ExplainedField(path, text, [], "says what becomes of the steps");
        }

        MadeAttribute[] made = [.. _made[path].DistinctBy(attribute => attribute.Item.Tag)];
        return made.Length > 0 ? new ExplainedField(path, text, made, LimitOf(path))
            : trace.IsUsed(path) ? new ExplainedField(path, text, [], WhyNothing(path))
            : new ExplainedField(path, text, [], WhyUnused(path)) { IsUnused = true };
    }

    // Where it counts somewhere, that is to be said.
    private string? LimitOf(Hl7Path path)
    {
        string?[] limits = [.. _made[path].Select(attribute => LimitOf(attribute.Dataset)).Distinct()];
        return limits.Contains(null) ? null : limits[0];
    }

    private string? LimitOf(DicomDataset dataset) => meaning switch
    {
        Hl7Meaning.Order order => LimitOf(order, dataset),
        Hl7Meaning.PatientUpdate update when dataset != update.PatientValues && dataset != update.VisitValues => Unchanged,
        Hl7Meaning.PatientMerge merge when merge.Patients.All(patient => patient.PatientValues != dataset) =>
            "the patient whose ID ends",
        _ => null,
    };

    private static string? LimitOf(Hl7Meaning.Order order, DicomDataset dataset)
    {
        OrderedStep[] steps = dataset == order.PatientValues
            ? [.. order.Steps]
            : [.. order.Steps.Where(step => step.Changes == dataset || step.Changes == dataset.Parent)];
        bool isOfPatient = dataset == order.PatientValues;
        return steps.Length == 0 || Array.Exists(steps, step => Counts(step, isOfPatient)) ? null
            : isOfPatient && Array.Exists(steps, step => step.Action == StepAction.Change) ? "for new entries only"
            : Unchanged;
    }

    private static bool Counts(OrderedStep step, bool isOfPatient) => step.Action switch
    {
        StepAction.Create => true,
        StepAction.Change or StepAction.Begin => !isOfPatient,
        StepAction.End or StepAction.Stop => !isOfPatient && NamesStep(step.Changes),
        _ => false,
    };

    private static bool NamesStep(DicomDataset changes) =>
        changes.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
        && steps.Items[0].Contains(DicomTag.ScheduledProcedureStepID);

    private string WhyNothing(Hl7Path path) =>
        path.Segment == "OBX" && path.Field == 3 ? "says what OBX-5 is"
        : meaning.Notes.Any(note => IsOf(note, path)) ? "dropped"
        : "nothing of it has an attribute";

    private static bool IsOf(Hl7Note note, Hl7Path path) =>
        note.Kind == Hl7NoteKind.Dropped && note.Path with { Repetition = 0, Component = 0, Subcomponent = 0 } == path;

    private string WhyUnused(Hl7Path path)
    {
        DicomTag[] tags = [.. InTables[(path.Segment, path.Field)].Distinct()];
        Hl7Path[] others =
        [
            .. trace.Made.Where(made => tags.Contains(made.Attribute.Item.Tag)).Select(made => made.Field).Distinct(),
        ];
        return others.Length > 0 ? $"not used: {others[0]} says it"
            : tags.Length > 0 ? "not used: it counts in other messages, or with other settings"
            : "not used: a worklist has no attribute for it";
    }
}
