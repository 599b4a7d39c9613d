using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Completion;

namespace WorklistScp.Worklist.Editing;

/// <summary>
/// What a batch of edits means for the files of an area. Pure: it says what is to be done, and does nothing. Each edit
/// sees the area as it was before the batch, but for the keys and names that edits before it have taken.
/// </summary>
public sealed class EditPlan
{
    private readonly IEditedArea _area;
    private readonly IReadOnlyDictionary<DicomDataset, EditRefusal> _incomplete;
    private readonly List<FileChange> _changes = [];
    private readonly Dictionary<EntryKey, (string FileName, DicomDataset Dataset)> _keys = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>What is to be done, in this order.</summary>
    public IReadOnlyList<FileChange> Changes => _changes;

    /// <summary>Makes the plan. Data sets that are added or put get what they lack, see <see cref="BatchCompletion"/>.</summary>
    /// <param name="area">The area.</param>
    /// <param name="edits">The edits, in the order of their source.</param>
    public EditPlan(IEditedArea area, IReadOnlyList<WorklistEdit> edits)
    {
        _area = area;
        _incomplete = new BatchCompletion(area).Complete([.. edits.SelectMany(edit => edit.Completed)]);
        Outcomes = [.. edits.Select(Plan)];
    }

    /// <summary>What becomes of each entry that each edit is about; empty: there is none.</summary>
    public IReadOnlyList<IReadOnlyList<EditOutcome>> Outcomes { get; }

    /// <summary>Whether nothing keeps it from being carried out.</summary>
    public bool IsPossible => !Outcomes.Any(ofEdit => ofEdit.Any(outcome => outcome.IsObstacle));

    private IReadOnlyList<EditOutcome> Plan(WorklistEdit edit) => edit switch
    {
        WorklistEdit.Add add => [Add(add.Dataset)],
        WorklistEdit.Put put => [Put(put.Dataset, put.MayBeAnotherPatient)],
        WorklistEdit.Order order => [.. PlanOrder(order)],
        WorklistEdit.Update update => Each(
            update.Which, update.AreDone, update.Most, entry => Change(entry, update.Values)),
        WorklistEdit.ChangePatient change => [.. FindOf(WithIssuer(change.From)).Select(entry => Change(entry, change))],
        WorklistEdit.MergePatients merge => [.. Merge(merge)],
        WorklistEdit.Advance advance =>
            [.. _area.FindAll(new EntrySelection.OfKey(advance.Key)).Select(entry => Advance(entry, advance.Next))],
        WorklistEdit.Remove remove => Each(
            remove.Which, remove.AreDone, remove.Most, entry => Remove(entry, remove.Archive)),
        WorklistEdit.Finish finish => Each(finish.Which, areDone: false, int.MaxValue, Finish),
        WorklistEdit.Restore restore => Each(restore.Which, areDone: true, restore.Most, Restore),
        _ => throw new ArgumentException($"no edit is known for {edit}", nameof(edit)),
    };

    private IReadOnlyList<EditOutcome> Each(
        EntrySelection which, bool areDone, int most, Func<EditedEntry, EditOutcome> act)
    {
        int count = most == int.MaxValue ? 0 : _area.FindKnown(which, areDone).Count();
        return count > most ? [new EditOutcome.TooMany(count, most)] : [.. _area.Find(which, areDone).Select(act)];
    }

    private EditOutcome Add(DicomDataset dataset)
    {
        var key = EntryKey.Of(dataset);
        return FindRefusal(dataset) is { } refusal ? new EditOutcome.Refused(null, refusal)
            : FindOther(key, besides: null) is not { } there ? Write(dataset, key)
            : FindUnchanged(there, key, dataset) is { } unchanged ? unchanged
            : new EditOutcome.Conflict(there.FileName, key);
    }

    private EditOutcome Put(DicomDataset dataset, bool mayBeAnotherPatient)
    {
        var key = EntryKey.Of(dataset);
        return FindOther(key, besides: null) is not { } there
                ? FindRefusal(dataset) is { } refusal ? new EditOutcome.Refused(null, refusal) : Write(dataset, key)
            : FindUnchanged(there, key, dataset) is { } unchanged ? unchanged
            : there.Entry is null ? new EditOutcome.Conflict(there.FileName, key)
            : !mayBeAnotherPatient && !AreOfOnePatient(there.Entry.Dataset, dataset)
                ? new EditOutcome.Refused(null, new EditRefusal.OtherPatient(there.FileName))
            : Rewrite(there.Entry, dataset, known: [], there.Entry.IsDone || IsOver(dataset));
    }

    // The same order twice is one entry. A source that says nothing of the status does not take back what happened here.
    private EditOutcome.Unchanged? FindUnchanged(
        (string FileName, EditedEntry? Entry) there, EntryKey key, DicomDataset dataset)
    {
        DicomDataset known = there.Entry?.Dataset ?? _keys[key].Dataset;
        if (EntryCompletion.TextOf(known, StepStatus.Keyword) is { Length: > 0 } status && StepStatus.IsKnown(status))
        {
            EntryCompletion.Fill(dataset, StepStatus.Keyword, status);
        }

        if (there.Entry is not { } entry)
        {
            return DatasetComparison.FindDifference(known, dataset) is null
                ? new EditOutcome.Unchanged(there.FileName, IsOver(dataset))
                : null;
        }

        if (!HaveSameContent(entry, dataset))
        {
            return null;
        }

        _keys[key] = (entry.FileName, dataset);
        return new EditOutcome.Unchanged(entry.FileName, entry.IsDone);
    }

    private IEnumerable<EditOutcome> PlanOrder(WorklistEdit.Order order)
    {
        var others = new List<EditOutcome>();
        foreach (StepEdit step in order.Steps)
        {
            // An outcome for each step; for those of a whole order, one stands for it, and the others come last.
            EditOutcome[] outcomes = step.IsOfWholeOrder ? PlanWhole(order, step) : [PlanStep(order, step)];
            EditOutcome first = outcomes.FirstOrDefault(outcome => outcome.IsObstacle) ?? outcomes[0];
            others.AddRange(outcomes.Where(outcome => !ReferenceEquals(outcome, first)));
            yield return first;
        }

        foreach (EditOutcome other in others)
        {
            yield return other;
        }

        foreach (EditedEntry moved in order.Moved.SelectMany(key => _area.FindAll(new EntrySelection.OfKey(key))))
        {
            yield return Remove(moved, archive: null);
        }

        if (!order.EndsOthers)
        {
            yield break;
        }

        HashSet<EntryKey> named = [.. order.Steps.Select(step => EntryKey.Of(step.NewEntry)), .. order.Moved];
        foreach (string study in named.Select(key => key.StudyInstanceUID).Distinct())
        {
            foreach (EditedEntry other in _area.Find(new EntrySelection.OfStudy(study), areDone: false)
                .Where(entry => !named.Contains(entry.Key) && order.Patient.IsOf(entry.Dataset)))
            {
                yield return Update(other, StepStatus.Canceled, _ => true);
            }
        }
    }

    private EditOutcome[] PlanWhole(WorklistEdit.Order order, StepEdit step)
    {
        var key = EntryKey.Of(step.NewEntry);
        EditOutcome[] outcomes =
        [
            .. _area.FindAll(new EntrySelection.OfStudy(key.StudyInstanceUID))
                .Select(entry => PlanKnown(order, step, entry)),
        ];
        return outcomes.Length == 0 ? [new EditOutcome.Absent(key)] : outcomes;
    }

    private EditOutcome PlanStep(WorklistEdit.Order order, StepEdit step)
    {
        var key = EntryKey.Of(step.NewEntry);
        if (_incomplete.TryGetValue(step.NewEntry, out EditRefusal? incomplete))
        {
            return new EditOutcome.Refused(null, incomplete);
        }

        if (FindOther(key, besides: null) is not { } there)
        {
            return step.Kind is not (StepEditKind.Put or StepEditKind.Change) ? new EditOutcome.Absent(key)
                : FindRefusal(step.NewEntry) is { } refusal ? new EditOutcome.Refused(null, refusal)
                : Write(step.NewEntry, key, order.Hides(step.NewEntry));
        }

        return there.Entry is { } entry ? PlanKnown(order, step, entry) : new EditOutcome.Conflict(there.FileName, key);
    }

    private EditOutcome PlanKnown(WorklistEdit.Order order, StepEdit step, EditedEntry entry) =>
        !order.Patient.IsOf(entry.Dataset)
        ? new EditOutcome.Refused(entry.FileName, new EditRefusal.OtherPatient(entry.FileName))
        : step.Kind switch
        {
            StepEditKind.Put => Update(
                entry, step.Status, dataset => IsOver(dataset) || order.Hides(dataset), step.PatientValues, step.Changes),
            StepEditKind.Change => Update(entry, step.Status, dataset => entry.IsDone || order.Hides(dataset), step.Changes),
            StepEditKind.Stop or StepEditKind.Hold when entry.IsDone => new EditOutcome.Unchanged(entry.FileName, IsDone: true),
            StepEditKind.End or StepEditKind.Stop =>
                Update(entry, step.Status, _ => true, step.IsOfWholeOrder ? [] : step.Changes),
            StepEditKind.Hold => Finish(entry),
            StepEditKind.Release when !entry.IsDone => new EditOutcome.Unchanged(entry.FileName, IsDone: false),
            _ => Restore(entry),
        };

    private EditOutcome Update(
        EditedEntry entry, string status, Func<DicomDataset, bool> isDone, params ReadOnlySpan<DicomDataset> values)
    {
        string before = DatasetDigest.Of(entry.Dataset);
        IReadOnlyList<ValueProblem> known = ValueCheck.FindProblems(entry.Dataset);
        foreach (DicomDataset given in values)
        {
            if (!DatasetUpdate.TryApply(entry.Dataset, given))
            {
                return new EditOutcome.Refused(entry.FileName, new EditRefusal.UnreadableText());
            }
        }

        if (status.Length > 0)
        {
            EntryCompletion.Set(entry.Dataset, StepStatus.Keyword, status);
        }

        bool isOver = isDone(entry.Dataset);
        return DatasetDigest.Of(entry.Dataset) == before && isOver == entry.IsDone
            ? new EditOutcome.Unchanged(entry.FileName, entry.IsDone)
            : Rewrite(entry, entry.Dataset, known, isOver);
    }

    private EditOutcome Change(EditedEntry entry, IReadOnlyList<AttributeAssignment> values)
    {
        DicomDataset dataset = entry.Dataset;
        IReadOnlyList<ValueProblem> known = ValueCheck.FindProblems(dataset);
        if (Assign(entry, values) is { } refused)
        {
            return refused;
        }

        bool setsStatus = values.Any(value => value.Path.Tags[^1] == DicomTag.ScheduledProcedureStepStatus);
        bool isDone = setsStatus ? IsOver(dataset) : entry.IsDone;
        return Rewrite(entry, dataset, known, isDone);
    }

    private EditOutcome Change(EditedEntry entry, WorklistEdit.ChangePatient change)
    {
        bool isOfVisit = change.AdmissionID is null
            || EntryCompletion.TextOf(entry.Dataset, "AdmissionID").Trim(' ') == change.AdmissionID;
        var identity = new DicomDataset();
        if (change.From != change.To)
        {
            change.To.PutInto(identity);
        }

        return Update(
            entry, status: "", _ => entry.IsDone, identity, change.PatientValues, isOfVisit ? change.VisitValues : []);
    }

    private IEnumerable<EditOutcome> Merge(WorklistEdit.MergePatients merge)
    {
        foreach (EditedEntry entry in FindOf(merge.From).Concat(FindOf(merge.To))
            .DistinctBy(entry => (entry.FileName, entry.IsDone)))
        {
            string before = DatasetDigest.Of(entry.Dataset);
            IReadOnlyList<ValueProblem> known = ValueCheck.FindProblems(entry.Dataset);
            if (Assign(entry, [.. Identify(merge.To), .. merge.Values]) is { } refused)
            {
                yield return refused;
            }
            else if (DatasetDigest.Of(entry.Dataset) != before)
            {
                yield return Rewrite(entry, entry.Dataset, known, entry.IsDone);
            }
        }
    }

    private IEnumerable<EditedEntry> FindOf(PatientKey patient) => _area.FindAll(new EntrySelection.OfPatient(patient));

    // An issuer that one side does not name is the other's, unless several have issued this ID.
    private PatientKey WithIssuer(PatientKey patient)
    {
        PatientKey ofAnyone = patient with { Issuer = null };
        HashSet<string?> issuers =
        [
            patient.Issuer,
            .. _area.FindAllKnown(new EntrySelection.OfPatient(ofAnyone)).Select(entry => PatientKey.Of(entry).Issuer),
        ];
        issuers.Remove("");
        return issuers.Count <= 1 ? ofAnyone : patient;
    }

    private static IEnumerable<AttributeAssignment> Identify(PatientKey patient)
    {
        yield return EntryCompletion.Assign("PatientID", patient.PatientID);
        if (patient.Issuer is { } issuer)
        {
            yield return EntryCompletion.Assign("IssuerOfPatientID", issuer);
        }
    }

    // What refuses it; null: nothing.
    private static EditOutcome.Refused? Assign(EditedEntry entry, IReadOnlyList<AttributeAssignment> values)
    {
        foreach (AttributeAssignment value in values)
        {
            if (!value.TryApply(entry.Dataset, out string? expected))
            {
                return new EditOutcome.Refused(entry.FileName, new EditRefusal.CannotAssign(value, expected));
            }
        }

        return null;
    }

    private EditOutcome Advance(EditedEntry entry, Func<StepState, StepState?> next)
    {
        var state = StepState.Of(entry);
        if (next(state) is not { } then || then == state)
        {
            return new EditOutcome.Unchanged(entry.FileName, entry.IsDone);
        }

        if (then.IsOffered == entry.IsDone && entry.IsLink)
        {
            return new EditOutcome.Refused(entry.FileName, new EditRefusal.IsLink());
        }

        EditOutcome outcome = Update(entry, then.Status, _ => !then.IsOffered);
        if (outcome is EditOutcome.Refused && then.IsOffered == entry.IsDone)
        {
            _changes.Add(new FileChange.Move(entry.FileName, IsDone: !then.IsOffered, Dataset: null));
            return new EditOutcome.Changed(entry.FileName, entry.Dataset, IsDone: !then.IsOffered) { Former = entry };
        }

        return outcome;
    }

    private EditOutcome Finish(EditedEntry entry)
    {
        if (entry.IsLink)
        {
            return new EditOutcome.Refused(entry.FileName, new EditRefusal.IsLink());
        }

        _changes.Add(new FileChange.Move(entry.FileName, IsDone: true, Dataset: null));
        return new EditOutcome.Changed(entry.FileName, entry.Dataset, IsDone: true) { Former = entry };
    }

    private static bool AreOfOnePatient(DicomDataset one, DicomDataset other) =>
        EntryCompletion.TextOf(one, "PatientID").Trim(' ') == EntryCompletion.TextOf(other, "PatientID").Trim(' ');

    private EditOutcome Restore(EditedEntry entry)
    {
        DicomDataset dataset = entry.Dataset;

        // Somebody has put another file of its key onto the list meanwhile.
        if (entry.IsDone && entry.Key.IsWhole
            && _area.Find(new EntrySelection.OfKey(entry.Key), areDone: false)
                .FirstOrDefault(other => AreOfOnePatient(other.Dataset, dataset)) is { } offered)
        {
            return new EditOutcome.Conflict(offered.FileName, entry.Key, entry.FileName);
        }

        if (IsOver(dataset))
        {
            EntryCompletion.Set(dataset, StepStatus.Keyword, StepStatus.Scheduled);
        }

        return Rewrite(entry, dataset, ValueCheck.FindProblems(dataset), isDone: false);
    }

    private EditOutcome.Removed Remove(EditedEntry entry, string? archive)
    {
        _changes.Add(new FileChange.Delete(entry.FileName, entry.IsDone, archive));
        return new EditOutcome.Removed(entry.FileName, entry.Dataset);
    }

    private static bool IsOver(DicomDataset dataset) =>
        !StepStatus.IsOffered(EntryCompletion.TextOf(dataset, StepStatus.Keyword));

    private EditOutcome.Added Write(DicomDataset dataset, EntryKey key, bool isHidden = false)
    {
        bool isDone = isHidden || IsOver(dataset);
        string name = EntryName.CandidatesFor(key).First(each => !IsTaken(each, isDone));
        _keys[key] = (name, dataset);
        _names.Add(name);
        _changes.Add(new FileChange.Write(name, isDone, dataset));
        return new EditOutcome.Added(name, dataset, isDone);
    }

    private EditOutcome Rewrite(EditedEntry entry, DicomDataset dataset, IReadOnlyList<ValueProblem> known, bool isDone)
    {
        EditRefusal? refusal = entry.LosesValues ? new EditRefusal.LosesValues()
            : entry.IsLink ? new EditRefusal.IsLink()
            : FindRefusal(dataset, known);
        if (refusal is not null)
        {
            return new EditOutcome.Refused(entry.FileName, refusal);
        }

        // What others have written with one key is edited as it is: that is no new conflict.
        var key = EntryKey.Of(dataset);
        if (key != entry.Key && FindOther(key, besides: entry) is { } other)
        {
            return new EditOutcome.Conflict(other.FileName, key, entry.FileName);
        }

        if (key.IsWhole)
        {
            _keys[key] = (entry.FileName, dataset);
        }

        _changes.Add(entry.IsDone == isDone
            ? new FileChange.Write(entry.FileName, isDone, dataset)
            : new FileChange.Move(entry.FileName, isDone, dataset));
        return new EditOutcome.Changed(entry.FileName, dataset, isDone)
        {
            Former = entry,
            FormerCharacterSet = entry.CharacterSet == dataset.CharacterSet.Value ? null : entry.CharacterSet,
        };
    }

    private EditRefusal? FindRefusal(DicomDataset dataset, IReadOnlyList<ValueProblem>? known = null) =>
        _incomplete.TryGetValue(dataset, out EditRefusal? incomplete) ? incomplete
        : Completeness.FindMissing(dataset) is { Count: > 0 } missing ? new EditRefusal.Incomplete(missing)
        : ValueCheck.FindProblems(dataset).Except(known ?? []).ToArray() is { Length: > 0 } problems
            ? new EditRefusal.WrongValues(problems)
        : null;

    // The entry is null where an edit of this batch has the key.
    private (string FileName, EditedEntry? Entry)? FindOther(EntryKey key, EditedEntry? besides)
    {
        if (!key.IsWhole)
        {
            return null;
        }

        if (_keys.TryGetValue(key, out (string FileName, DicomDataset) taken) && taken.FileName != besides?.FileName)
        {
            return (taken.FileName, null);
        }

        EditedEntry? other = _area.FindAll(new EntrySelection.OfKey(key))
            .FirstOrDefault(entry => entry.FileName != besides?.FileName || entry.IsDone != besides.IsDone);
        return other is null ? null : (other.FileName, other);
    }

    private bool IsTaken(string name, bool isDone) => _names.Contains(name) || _area.IsTaken(name, isDone);

    // What others have written may lack what the new one was completed with.
    private static bool HaveSameContent(EditedEntry entry, DicomDataset dataset)
    {
        EntryCompletion.Complete(entry.Dataset);
        return DatasetComparison.FindDifference(entry.Dataset, dataset) is null;
    }
}
