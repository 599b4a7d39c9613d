using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Hl7;

/// <summary>Carries out in one storage area what messages mean, so that an older one undoes nothing of a newer one.</summary>
internal sealed class AreaOrders : IDisposable
{
    private const string Merged = "merged into ";
    private const int LongestChain = 10;

    private readonly bool _isDryRun;
    private readonly WorklistEditor _editor;
    private readonly MessageRecord _record;

    /// <summary>Opens an area.</summary>
    /// <param name="area">The area.</param>
    /// <param name="isDryRun">Whether nothing is to be changed.</param>
    public AreaOrders(StorageArea area, bool isDryRun)
    {
        _isDryRun = isDryRun;
        _editor = new WorklistEditor(area);
        _record = new MessageRecord(area.Path);
    }

    /// <summary>Carries out an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="sent">When the message was written, UTC.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <returns>What the sender is to be told.</returns>
    public async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(
        Hl7Meaning.Order order, DateTime sent, CancellationToken cancellationToken)
    {
        var told = new List<Hl7Fault>();
        PatientKey patient = FollowMerges(order.Patient, told);
        StepEdit[] steps = [.. order.Steps.Select(step => ToEdit(step, order, patient))];
        var edit = new WorklistEdit.Order(patient, steps, EndsOthers: order.Steps.All(step => step.Action == StepAction.Change));

        // The plan gives the steps the identifiers that they lack.
        IReadOnlyList<EditOutcome> outcomes = (await _editor.PlanAsync([edit], cancellationToken))[0];
        if (FindFaults(order, outcomes) is { Count: > 0 } faults)
        {
            return faults;
        }

        string[] studies = [.. steps.Select(step => EntryKey.Of(step.NewEntry).StudyInstanceUID).Distinct()];
        LastMessage[] newer =
            [.. studies.Select(study => _record.Find(study)).OfType<LastMessage>().Where(last => last.Sent > sent)];
        if (newer.Length > 0)
        {
            return [.. told, .. await TakeOlderAsync(steps, edit, outcomes, newer[0], cancellationToken)];
        }

        if (!_isDryRun)
        {
            outcomes = (await _editor.ApplyAsync([edit], cancellationToken: cancellationToken))[0];
            if (FindFaults(order, outcomes) is { Count: > 0 } late)
            {
                return late;
            }

            string ended = Array.TrueForAll(steps, step => step.Kind is StepEditKind.End or StepEditKind.Stop) ? steps[0].Status : "";
            Array.ForEach(studies, study => _record.Write(study, new LastMessage(sent, ended)));
        }

        return [.. told, .. order.Steps.Zip(outcomes).SelectMany(pair => Tell(pair.First, pair.Second))];
    }

    /// <summary>Carries out what a message says of patients.</summary>
    /// <param name="meaning">An update or a merge.</param>
    /// <param name="sent">When the message was written, UTC.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <returns>What the sender is to be told.</returns>
    public async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(
        Hl7Meaning meaning, DateTime sent, CancellationToken cancellationToken)
    {
        WorklistEdit.ChangePatient[] edits = meaning switch
        {
            Hl7Meaning.PatientUpdate update =>
            [
                new(update.Patient, update.Patient, update.PatientValues, update.VisitValues, update.AdmissionID),
            ],
            Hl7Meaning.PatientMerge merge =>
                [.. merge.Patients.Select(each => new WorklistEdit.ChangePatient(each.From, each.To, each.PatientValues, [], null))],
            _ => [],
        };
        foreach (WorklistEdit.ChangePatient edit in edits)
        {
            string subject = SubjectOf(edit.From);
            if (_record.Find(subject) is { } last && last.Sent > sent)
            {
                return [Warn("A newer message about this patient has been carried out: nothing is changed")];
            }

            IReadOnlyList<EditOutcome> outcomes = _isDryRun
                ? (await _editor.PlanAsync([edit], cancellationToken))[0]
                : (await _editor.ApplyAsync([edit], cancellationToken: cancellationToken))[0];
            if (outcomes.Select(outcome => EditFaults.Find(outcome, step: null)).FirstOrDefault(fault => fault is not null)
                is { } fault)
            {
                return [fault];
            }

            if (!_isDryRun && (outcomes.Count > 0 || edit.From != edit.To))
            {
                _record.Write(
                    subject,
                    new LastMessage(sent, edit.From == edit.To ? "" : $"{Merged}{edit.To.PatientID}^{edit.To.Issuer}"));
            }
        }

        return [];
    }

    /// <summary>Frees what it uses of the system.</summary>
    public void Dispose() => _editor.Dispose();

    // What was canceled before it came is made, and not offered; all else is as the newer message has it.
    private async Task<IReadOnlyList<Hl7Fault>> TakeOlderAsync(
        StepEdit[] steps, WorklistEdit.Order edit, IReadOnlyList<EditOutcome> outcomes, LastMessage newer,
        CancellationToken cancellationToken)
    {
        if (newer.Outcome.Length == 0 || !outcomes.All(outcome => outcome is EditOutcome.Added))
        {
            return [Warn("A newer message about this order has been carried out: nothing is changed")];
        }

        foreach (StepEdit step in steps)
        {
            EntryCompletion.Set(step.NewEntry, StepStatus.Keyword, newer.Outcome);
        }

        if (!_isDryRun)
        {
            await _editor.ApplyAsync([edit], cancellationToken: cancellationToken);
        }

        return [Warn("A newer message has ended this order: it is not offered")];
    }

    private static StepEdit ToEdit(OrderedStep step, Hl7Meaning.Order order, PatientKey patient)
    {
        if (patient != order.Patient)
        {
            foreach (DicomDataset dataset in (DicomDataset[])[step.NewEntry, order.PatientValues])
            {
                EntryCompletion.Set(dataset, "PatientID", patient.PatientID);
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
        return new StepEdit(kind, step.Status, step.NewEntry, step.Changes, order.PatientValues);
    }

    private static IReadOnlyList<Hl7Fault> FindFaults(Hl7Meaning.Order order, IReadOnlyList<EditOutcome> outcomes) =>
    [
        .. outcomes.Select((outcome, i) => EditFaults.Find(outcome, i < order.Steps.Count ? order.Steps[i] : null))
            .OfType<Hl7Fault>(),
    ];

    private static IEnumerable<Hl7Fault> Tell(OrderedStep step, EditOutcome outcome) => outcome switch
    {
        EditOutcome.Added when step.Action == StepAction.Create => step.MadeUp.Select(note => note.ToFault()),
        EditOutcome.Added => [Warn("It was not there, and is made", step.Place), .. step.MadeUp.Select(note => note.ToFault())],
        EditOutcome.Absent => [Warn("It is not there: nothing is changed", step.Place)],
        _ => [],
    };

    private PatientKey FollowMerges(PatientKey patient, List<Hl7Fault> told)
    {
        PatientKey found = patient;
        for (var i = 0; i < LongestChain && _record.Find(SubjectOf(found)) is { } last
            && last.Outcome.StartsWith(Merged, StringComparison.Ordinal); i++)
        {
            string[] parts = last.Outcome[Merged.Length..].Split('^');
            found = new PatientKey(parts[0], parts is [_, { Length: > 0 } issuer] ? issuer : null);
        }

        if (found != patient)
        {
            told.Add(Warn("This Patient ID was merged into another one, which is taken"));
        }

        return found;
    }

    private static string SubjectOf(PatientKey patient) => $"patient {patient.PatientID}^{patient.Issuer}";

    private static Hl7Fault Warn(string text, Hl7Path? place = null) =>
        new(place, Hl7ErrorCode.MessageAccepted, text) { Severity = Hl7Severity.Warning };
}
