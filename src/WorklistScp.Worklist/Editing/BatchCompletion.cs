using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Editing;

/// <summary>
/// Gives entries that are to be added or put the identifiers that they lack: those of their order and step in the area,
/// else ones that are derived. The same data set means the same entry, however often and by whatever door it comes.
/// </summary>
/// <param name="area">The area.</param>
internal sealed class BatchCompletion(IEditedArea area)
{
    private const string StudyInstanceUID = "StudyInstanceUID";
    private const string RequestedProcedureID = "RequestedProcedureID";
    private const string StepID = "ScheduledProcedureStepID";

    /// <summary>Completes data sets, which have the order of their source.</summary>
    /// <returns>Those that cannot be, and why.</returns>
    public IReadOnlyDictionary<DicomDataset, EditRefusal> Complete(IReadOnlyList<DicomDataset> datasets)
    {
        var refused = new Dictionary<DicomDataset, EditRefusal>(ReferenceEqualityComparer.Instance);
        foreach (DicomDataset dataset in datasets)
        {
            if (CompleteStudy(dataset) is { } refusal)
            {
                refused[dataset] = refusal;
            }
        }

        // Before steps are compared: those in the area have the descriptions that they got.
        foreach (DicomDataset dataset in datasets)
        {
            EntryCompletion.Complete(dataset);
        }

        foreach (IGrouping<string, DicomDataset> study in datasets.Where(dataset => !refused.ContainsKey(dataset))
            .GroupBy(dataset => ValueOf(dataset, StudyInstanceUID)))
        {
            CompleteSteps(study.Key, [.. study]);
        }

        return refused;
    }

    private EditRefusal.SeveralStudies? CompleteStudy(DicomDataset dataset)
    {
        OrderKey? order = OrderKey.Of(dataset);
        string uid = ValueOf(dataset, StudyInstanceUID);
        if (uid.Length == 0)
        {
            string[] known = order is { } key ? [.. Find(new EntrySelection.OfOrder(key)).Select(StudyOf).Distinct()] : [];
            if (known.Length > 1)
            {
                return new EditRefusal.SeveralStudies(known);
            }

            uid = known is [var only] ? only : (StudyUid.Derive(dataset) ?? DicomUID.Generate()).UID;
            EntryCompletion.Set(dataset, StudyInstanceUID, uid);
        }

        if (ValueOf(dataset, RequestedProcedureID).Length == 0)
        {
            string? known = Find(new EntrySelection.OfStudy(uid))
                .Select(entry => ValueOf(entry.Dataset, RequestedProcedureID)).FirstOrDefault(id => id.Length > 0);
            EntryCompletion.Set(
                dataset, RequestedProcedureID, known ?? EntryCompletion.MakeProcedureID(dataset));
        }

        return null;
    }

    // Steps of one order differ by modality, then protocol, then their order in the source; never by time or station,
    // which are what changes when a step is put off.
    private void CompleteSteps(string study, DicomDataset[] datasets)
    {
        List<DicomDataset> open = [.. datasets.Where(dataset => ValueOf(dataset, StepID).Length == 0)];
        if (open.Count == 0)
        {
            return;
        }

        HashSet<string> given = [.. datasets.Select(dataset => ValueOf(dataset, StepID))];
        List<Step> known =
        [
            .. Find(new EntrySelection.OfStudy(study)).Select(entry => Step.Of(entry.Dataset))
                .Where(step => step.ID.Length > 0).OrderBy(step => step.ID.Length).ThenBy(step => step.ID, StringComparer.Ordinal),
        ];
        HashSet<string> taken = [.. given, .. known.Select(step => step.ID)];
        known.RemoveAll(step => given.Contains(step.ID));

        Dictionary<DicomDataset, DicomDataset> repeated = TakeRepeated(open);
        if (open.Count > 1 || known.Count > 1)
        {
            AssignByContent(study, open, known);
        }

        Assign(open, known, (step, dataset) => step == (Step.Of(dataset) with { ID = step.ID }));
        // Another protocol of the only step of its kind: that has changed.
        Assign(open, known, (step, dataset) => Step.Of(dataset) is var own && step.Modality == own.Modality
            && known.Count(other => other.Modality == own.Modality) == 1
            && open.Count(other => Step.Of(other).Modality == own.Modality) == 1);
        foreach (DicomDataset dataset in open)
        {
            EntryCompletion.Set(dataset, StepID, EntryCompletion.MakeStepIDs(dataset).First(taken.Add));
        }

        foreach ((DicomDataset dataset, DicomDataset first) in repeated)
        {
            EntryCompletion.Set(dataset, StepID, ValueOf(first, StepID));
        }
    }

    // What a source has twice, in all that it says, is one step; each with the first of its kind.
    private static Dictionary<DicomDataset, DicomDataset> TakeRepeated(List<DicomDataset> open)
    {
        var repeated = new Dictionary<DicomDataset, DicomDataset>(ReferenceEqualityComparer.Instance);
        if (open.Count > 1)
        {
            var seen = new Dictionary<string, DicomDataset>(StringComparer.Ordinal);
            foreach (DicomDataset dataset in open)
            {
                string content = ContentOf(dataset);
                if (!seen.TryAdd(content, dataset))
                {
                    repeated.Add(dataset, seen[content]);
                }
            }

            open.RemoveAll(repeated.ContainsKey);
        }

        return repeated;
    }

    // Of steps that look alike, those that are in the area as they are keep their IDs, in whatever order they come.
    private void AssignByContent(string study, List<DicomDataset> open, List<Step> known)
    {
        var ofStudy = new EntrySelection.OfStudy(study);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (EditedEntry entry in area.Find(ofStudy, areDone: false).Concat(area.Find(ofStudy, areDone: true)))
        {
            EntryCompletion.Complete(entry.Dataset);
            ids.TryAdd(ContentOf(entry.Dataset), entry.Key.StepID);
        }

        open.RemoveAll(dataset =>
        {
            bool isKnown = ids.TryGetValue(ContentOf(dataset), out string? id)
                && known.RemoveAll(step => step.ID == id) > 0;
            if (isKnown)
            {
                EntryCompletion.Set(dataset, StepID, id!);
            }

            return isKnown;
        });
    }

    private static string ContentOf(DicomDataset dataset) => DatasetDigest.Of(
        dataset, DicomTag.ScheduledProcedureStepID, DicomTag.ScheduledProcedureStepStatus);

    private static void Assign(List<DicomDataset> open, List<Step> known, Func<Step, DicomDataset, bool> isOf)
    {
        foreach (DicomDataset dataset in open.ToArray())
        {
            if (known.FindIndex(step => isOf(step, dataset)) is >= 0 and var index)
            {
                EntryCompletion.Set(dataset, StepID, known[index].ID);
                known.RemoveAt(index);
                open.Remove(dataset);
            }
        }
    }

    private IEnumerable<WorklistEntry> Find(EntrySelection which) =>
        area.FindKnown(which, areDone: false).Concat(area.FindKnown(which, areDone: true));

    private static string StudyOf(WorklistEntry entry) => EntryKey.Of(entry).StudyInstanceUID;

    private static string ValueOf(DicomDataset dataset, string keyword) =>
        EntryCompletion.TextOf(dataset, keyword).Trim(' ');

    /// <summary>What tells the steps of an order apart.</summary>
    private readonly record struct Step(string ID, string Modality, string Protocol)
    {
        private static readonly string[] Protocols =
            ["ScheduledProcedureStepSequence.ScheduledProtocolCodeSequence.CodeValue", "ScheduledProcedureStepDescription"];

        public static Step Of(DicomDataset dataset) => new(
            ValueOf(dataset, StepID), ValueOf(dataset, "Modality"),
            Protocols.Select(keyword => ValueOf(dataset, keyword)).FirstOrDefault(text => text.Length > 0) ?? "");
    }
}
