using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Linux;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>
/// Looks for the entries that a performed step is about in all areas, on this thread. Areas that do not let themselves be
/// read in time are left out, but for the first: others' locks must not keep a modality waiting.
/// </summary>
/// <param name="areas">The areas by name; the first one is that of the modality.</param>
/// <param name="cancellationToken">Ends the waiting for locks.</param>
internal sealed class StepSearch(
    IReadOnlyList<(string Name, WorklistEditor Editor)> areas, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Where one has waited in vain, the next ones hardly do: else they would wait one after the other.
    private static readonly TimeSpan LittlePatience = TimeSpan.FromMilliseconds(10);
    private const long BusyFor = 10_000; // ms

    private readonly Dictionary<string, FoundStep> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);

    /// <summary>The names of the areas that could not be read.</summary>
    public IReadOnlyCollection<string> LeftOut => _leftOut;

    /// <summary>Which entries each item of a performed step is about.</summary>
    public IReadOnlyList<StepMatch> FindAll(MppsObject performed)
    {
        IReadOnlyList<ReferencedStep> asked = ReferencedStep.AllOf(performed);
        var steps = new KnownSteps(Find(SelectionsOf(asked)));
        StepMatch[] matches = [.. asked.Select(each => StepFinder.Find(each, steps))];
        if (!steps.LacksOrders)
        {
            return matches;
        }

        string[] numbers = [.. asked.Select(each => each.AccessionNumber).Where(number => number.Length > 0).Distinct()];
        steps.Add(Find([.. numbers.Select(EntrySelection.OfAccessionNumber)]));
        return [.. asked.Select(each => StepFinder.Find(each, steps))];
    }

    /// <summary>The entry of a step that was found.</summary>
    public FoundStep EntryOf(ScheduledStep step) => _found[step.Place];

    private static EntrySelection[] SelectionsOf(IReadOnlyList<ReferencedStep> asked) =>
    [
        .. asked.SelectMany(each => each.ReferencedStudies.Prepend(each.StudyInstanceUID))
            .Where(uid => uid.Length > 0).Distinct().Select(uid => new EntrySelection.OfStudy(uid)),
    ];

    private List<ScheduledStep> Find(EntrySelection[] which)
    {
        var steps = new List<ScheduledStep>();
        foreach ((string name, WorklistEditor editor) in which.Length == 0 ? [] : areas)
        {
            foreach (EditedEntry entry in Read(name, editor, which))
            {
                var step = ScheduledStep.Of(PlaceOf(name, entry), entry.Dataset);
                _found[step.Place] = new FoundStep(name, editor, step.Key, StepState.Of(entry), entry.Dataset);
                steps.Add(step);
            }
        }

        return steps;
    }

    private static string PlaceOf(string area, EditedEntry entry) =>
        string.Join('/', entry.IsDone ? (string[])[area, EditedPlace.DoneName, entry.FileName] : [area, entry.FileName]);

    private IReadOnlyList<EditedEntry> Read(string name, WorklistEditor editor, EntrySelection[] which)
    {
        if (name == areas[0].Name)
        {
            return editor.Find(which, cancellationToken);
        }

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(Environment.TickCount64 - editor.FoundBusy < BusyFor ? LittlePatience : Patience);
        try
        {
            return editor.IsLocal
                ? editor.Find(which, inTime.Token)
                : OwnThreads.RunAsync(() => editor.Find(which, inTime.Token)).WaitAsync(inTime.Token).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is StorageAreaException or IOException or UnauthorizedAccessException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            editor.FoundBusy = Environment.TickCount64;
            _leftOut.Add(name);
            return [];
        }
    }

    /// <summary>The steps that were found; what is known of orders is looked up when it is first wanted.</summary>
    private sealed class KnownSteps(List<ScheduledStep> found) : IScheduledSteps
    {
        private bool _hasOrders;

        /// <summary>Whether steps of orders were asked for, and not looked up yet.</summary>
        public bool LacksOrders { get; private set; }

        public void Add(List<ScheduledStep> ofOrders)
        {
            found = [.. found.Concat(ofOrders).DistinctBy(step => step.Place)];
            _hasOrders = true;
            LacksOrders = false;
        }

        public IEnumerable<ScheduledStep> OfStudy(string studyInstanceUID) =>
            found.Where(step => step.Key.StudyInstanceUID == studyInstanceUID);

        public IEnumerable<ScheduledStep> OfAccessionNumber(string accessionNumber)
        {
            LacksOrders = !_hasOrders;
            return _hasOrders ? found.Where(step => step.AccessionNumber == accessionNumber) : [];
        }
    }
}
