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

    // A batch may have thousands of steps of one order: each is looked for once.
    private readonly Dictionary<string, string[]> _studies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _procedures = new(StringComparer.Ordinal);

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
        string uid = ValueOf(dataset, StudyInstanceUID);
        if (uid.Length == 0)
        {
            string[] known = StudiesOf([.. OrderKey.AllOf(dataset)]);
            if (known.Length > 1)
            {
                return new EditRefusal.SeveralStudies(known);
            }

            uid = known is [var only] ? only : (StudyUid.Derive(dataset) ?? DicomUID.Generate()).UID;
            EntryCompletion.Set(dataset, StudyInstanceUID, uid);
        }

        if (ValueOf(dataset, RequestedProcedureID).Length == 0)
        {
            EntryCompletion.Set(
                dataset, RequestedProcedureID, ProcedureOf(uid) ?? EntryCompletion.MakeProcedureID(dataset));
        }

        return null;
    }

    // By the best number that finds any. An entry with another number of a better kind is another order's.
    private string[] StudiesOf(OrderKey[] order)
    {
        string name = string.Join('\n', order);
        if (!_studies.TryGetValue(name, out string[]? studies))
        {
            studies = [];
            for (var i = 0; i < order.Length && studies.Length == 0; i++)
            {
                studies =
                [
                    .. Find(new EntrySelection.OfOrder(order[i]))
                        .Where(entry => !IsOther(entry, order.Take(i), order)).Select(StudyOf).Distinct(),
                ];
            }

            _studies.Add(name, studies);
        }

        return studies;
    }

    // Whether an entry has another number of a kind that the data set has, too.
    private static bool IsOther(WorklistEntry entry, IEnumerable<OrderKey> better, OrderKey[] order)
    {
        OrderKey[] own = [.. OrderKey.AllOf(entry)];
        HashSet<OrderKeyKind> given = [.. better.Where(key => !IsFiller(key, order)).Select(key => key.Kind)];
        return own.Any(key => given.Contains(key.Kind) && !IsFiller(key, own)
            && (key.Kind != OrderKeyKind.RequestedProcedureID || key.Number != EntryCompletion.MakeProcedureID(entry.Dataset)));
    }

    // An Accession Number that was made of the Filler Order Number.
    private static bool IsFiller(OrderKey key, OrderKey[] all) => key.Kind == OrderKeyKind.AccessionNumber
        && Array.Exists(all, other => other.Kind == OrderKeyKind.FillerOrderNumber && other.Number == key.Number);

    private string? ProcedureOf(string study)
    {
        if (!_procedures.TryGetValue(study, out string? procedure))
        {
            procedure = Find(new EntrySelection.OfStudy(study))
                .Select(entry => ValueOf(entry.Dataset, RequestedProcedureID)).FirstOrDefault(id => id.Length > 0);
            _procedures.Add(study, procedure);
        }

        return procedure;
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

        Assign(open, known, step => (step.Modality, step.Protocol));
        // Another protocol of the only step of its kind: that has changed.
        Assign(open, known, step => step.Modality, isOnlyOne: true);
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
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (EditedEntry entry in area.FindAll(new EntrySelection.OfStudy(study)))
        {
            EntryCompletion.Complete(entry.Dataset);
            ids.TryAdd(ContentOf(entry.Dataset), entry.Key.StepID);
        }

        HashSet<string> free = [.. known.Select(step => step.ID)];
        open.RemoveAll(dataset =>
        {
            bool isKnown = ids.TryGetValue(ContentOf(dataset), out string? id) && free.Remove(id);
            if (isKnown)
            {
                EntryCompletion.Set(dataset, StepID, id!);
            }

            return isKnown;
        });
        known.RemoveAll(step => !free.Contains(step.ID));
    }

    private static string ContentOf(DicomDataset dataset) => DatasetDigest.Of(
        dataset, DicomTag.ScheduledProcedureStepID, DicomTag.ScheduledProcedureStepStatus);

    // Gives those that are alike in something the IDs of those that are known, in the order of both.
    private static void Assign<TKey>(
        List<DicomDataset> open, List<Step> known, Func<Step, TKey> keyOf, bool isOnlyOne = false)
    {
        ILookup<TKey, Step> ofKey = known.ToLookup(keyOf);
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (IGrouping<TKey, DicomDataset> alike in open.GroupBy(dataset => keyOf(Step.Of(dataset))).ToArray())
        {
            if (isOnlyOne && (alike.Count() != 1 || ofKey[alike.Key].Count() != 1))
            {
                continue;
            }

            foreach ((DicomDataset dataset, Step step) in alike.Zip(ofKey[alike.Key]))
            {
                EntryCompletion.Set(dataset, StepID, step.ID);
                given.Add(step.ID);
            }
        }

        open.RemoveAll(dataset => given.Contains(ValueOf(dataset, StepID)));
        known.RemoveAll(step => given.Contains(step.ID));
    }

    private IEnumerable<WorklistEntry> Find(EntrySelection which) => area.FindAllKnown(which);

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
