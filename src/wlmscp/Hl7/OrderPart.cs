using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Hl7;

/// <summary>The steps of an order that belong to one storage area.</summary>
internal sealed class OrderPart
{
    private readonly Hl7Meaning.Order _order;
    private readonly PatientKey _patient;
    private readonly StepEdit[] _edits;
    private readonly IReadOnlyList<EntryKey> _moved;

    /// <summary>Makes it; the area's turn is the caller's.</summary>
    /// <param name="area">The area.</param>
    /// <param name="order">The order.</param>
    /// <param name="steps">Those of its steps that belong here.</param>
    /// <param name="rules">What the site says.</param>
    /// <param name="moved">Those that belong elsewhere now.</param>
    public OrderPart(
        AreaOrders area, Hl7Meaning.Order order, IReadOnlyList<OrderedStep> steps, Hl7Rules rules,
        params IReadOnlyList<EntryKey> moved)
    {
        Area = area;
        Steps = steps;
        _order = order;
        _moved = moved;
        _patient = area.FollowMerges(order.Patient);
        _edits = [.. steps.Select(step => ToEdit(step))];
        Edit = new WorklistEdit.Order(
            _patient, _edits, rules.EndsStepsNotNamed && order.Steps.All(step => step.Action == StepAction.Change))
        {
            NotOffered = rules.NotOffered,
            Moved = moved,
        };
    }

    /// <summary>The area.</summary>
    public AreaOrders Area { get; }

    /// <summary>The steps.</summary>
    public IReadOnlyList<OrderedStep> Steps { get; }

    /// <summary>What is to be done.</summary>
    public WorklistEdit.Order Edit { get; }

    /// <summary>What becomes of the entries, in the order of the steps, then of those that are not named any more.</summary>
    public IReadOnlyList<EditOutcome> Outcomes { get; set; } = [];

    /// <summary>The studies of the steps, once planning has given each its own.</summary>
    public IEnumerable<string> Studies => _edits.Select(edit => EntryKey.Of(edit.NewEntry))
        .Concat(_moved).Select(key => key.StudyInstanceUID).Distinct();

    /// <summary>What keeps it from being done.</summary>
    public IEnumerable<Hl7Fault> FindFaults() =>
        Outcomes.Select((outcome, i) => EditFaults.Find(outcome, StepAt(i))).OfType<Hl7Fault>();

    /// <summary>What the sender is told when it has been done.</summary>
    public IEnumerable<Hl7Fault> Tell() =>
    [
        .. _patient == _order.Patient
            ? (Hl7Fault[])[]
            : [Warnings.Of("This Patient ID was merged into another one, which is taken")],
        .. Steps.Zip(Outcomes).SelectMany(pair => Tell(pair.First, pair.Second)),
        .. _moved.Select(_ => Warnings.Of($"A step was in storage area {Area.Name}, and is moved")),
    ];

    /// <summary>What became of each entry.</summary>
    public IEnumerable<EntryReport> Report() =>
        Outcomes.Select((outcome, i) => new EntryReport(Area.Name, StepAt(i), outcome));

    /// <summary>The last message about one of the studies that is newer; null: there is none.</summary>
    public LastMessage? FindNewer(MessageTime sent) =>
        Studies.Select(study => Area.FindNewer(study, sent, IsEnd)).FirstOrDefault(last => last is not null);

    /// <summary>Remembers the message as the last one about the studies.</summary>
    /// <param name="sent">When it was written.</param>
    /// <param name="parties">Who wrote it to whom.</param>
    public void Remember(MessageTime sent, MessageParties parties)
    {
        string ended = IsEnd ? _edits[0].Status : "";
        foreach (string study in Studies)
        {
            Area.Remember(study, new LastMessage(sent.At, ended) { Parties = parties });
        }
    }

    /// <summary>Has new entries made with the status that a newer message has given them.</summary>
    public void End(string status)
    {
        foreach (StepEdit edit in _edits)
        {
            EntryCompletion.Set(edit.NewEntry, StepStatus.Keyword, status);
        }
    }

    private bool IsEnd => _edits.Length > 0 && Array.TrueForAll(_edits, edit => edit.Kind is StepEditKind.End or StepEditKind.Stop);

    private OrderedStep? StepAt(int index) => index < Steps.Count ? Steps[index] : null;

    private StepEdit ToEdit(OrderedStep step)
    {
        if (_patient != _order.Patient)
        {
            foreach (DicomDataset dataset in (DicomDataset[])[step.NewEntry, _order.PatientValues])
            {
                _patient.PutInto(dataset);
            }
        }

        StepEditKind kind = step.Action switch
        {
            StepAction.Create => StepEditKind.Put,
            StepAction.Change or StepAction.Begin => StepEditKind.Change,
            StepAction.End => StepEditKind.End,
            StepAction.Stop => StepEditKind.Stop,
            StepAction.Hold => StepEditKind.Hold,
            _ => StepEditKind.Release,
        };
        return new StepEdit(kind, step.Status, step.NewEntry, step.Changes, _order.PatientValues);
    }

    private static IEnumerable<Hl7Fault> Tell(OrderedStep step, EditOutcome outcome) => outcome switch
    {
        EditOutcome.Added when step.Action == StepAction.Create => step.MadeUp.Select(note => note.ToFault()),
        EditOutcome.Added =>
            [Warnings.Of("It was not there, and is made", step.Place), .. step.MadeUp.Select(note => note.ToFault())],
        EditOutcome.Absent => [Warnings.Of("It is not there: nothing is changed", step.Place)],
        _ => [],
    };
}
