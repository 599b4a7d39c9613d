using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Sending;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>One change of a performed step, from the search for its entries to the disk, on this thread.</summary>
/// <param name="areas">The areas by name; the first one is that of the performed step.</param>
/// <param name="change">The change.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellationToken">Ends the waiting for locks.</param>
internal sealed class MppsRun(
    IReadOnlyList<(string Name, WorklistEditor Editor)> areas, MppsChange change, TimeProvider time,
    CancellationToken cancellationToken)
{
    private readonly StepSearch _search = new(areas, cancellationToken);
    private readonly PerformedStep? _before = change.Before is null ? null : PerformedStep.Of(change.Before.Object);
    private readonly StepPerformance _performance = new(
        change.Now.SOPInstanceUID, PerformedStep.Of(change.Now), change.CallingAETitle, time.GetUtcNow().UtcDateTime);

    /// <summary>Does it; null: somebody else has changed the same meanwhile, and nothing was done.</summary>
    public MppsEffects? Run()
    {
        IReadOnlyList<StepMatch> matches = change.HasEffect ? _search.FindAll(change.Now) : [];
        List<FollowedStep> steps =
        [
            .. matches.SelectMany(match => match.Steps).Select(_search.EntryOf)
                .DistinctBy(found => (found.Area, found.Key))
                .Select(found => new FollowedStep(found, BeforeOf(found), _performance, change.Settings))
                .Where(step => !change.IsLate || !step.HasFollowed(_performance)),
        ];
        var refused = new List<StepOutcome>();
        while (true)
        {
            bool isDone = TryApply(steps, out IReadOnlyList<StepOutcome> outcomes);
            StepOutcome[] obstacles = [.. outcomes.Where(outcome => outcome.Outcome.IsObstacle)];
            if (obstacles.Length == 0)
            {
                return isDone ? new MppsEffects(matches, [.. outcomes, .. refused], _search.LeftOut) : null;
            }

            // What was performed is kept in any case.
            refused.AddRange(obstacles);
            steps.RemoveAll(step => obstacles.Any(outcome => step.IsOf(outcome)));
        }
    }

    private PerformedStep? BeforeOf(FoundStep found) => change.IsLate
        ? new MppsFiles(found.Editor.Directory).FindHistory(found.Key)?.Find(change.Now.SOPInstanceUID)?.Step
        : _before;

    // False: nothing was done, since an entry refuses it, or somebody else has changed the performed step.
    private bool TryApply(List<FollowedStep> steps, out IReadOnlyList<StepOutcome> outcomes)
    {
        var isStill = false;
        ILookup<string, FollowedStep> ofArea = steps.ToLookup(step => step.Found.Area);
        (string Name, WorklistEditor Editor)[] concerned =
            [.. areas.Where((area, i) => i == 0 || ofArea.Contains(area.Name)).OrderBy(area => area.Name, StringComparer.Ordinal)];
        AreaBatch[] batches =
        [
            .. concerned.Select(area => new AreaBatch(area.Editor, [.. ofArea[area.Name].Select(step => step.Edit)])
            {
                Files =
                [
                    .. ofArea[area.Name].Select(step => MppsFiles.ToFile(step.History)),
                    .. area.Name == change.Area ? FilesOfChange() : [],
                ],
                FilesOfPlan = () => ofArea[area.Name].SelectMany(step => step.Announce(change.Announce, time)),
            }),
        ];
        IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>> all = WorklistEditor.Apply(
            batches, int.MaxValue,
            _ =>
            {
                isStill = IsAsItWas() && steps.TrueForAll(step => step.IsAsItWas());
                return isStill ? () => { } : null;
            },
            progress: null, cancellationToken);
        outcomes =
        [
            .. concerned.Zip(all).SelectMany(pair => ofArea[pair.First.Name].Zip(pair.Second))
                .SelectMany(pair => pair.Second.Select(outcome => pair.First.ToOutcome(outcome))),
        ];
        return isStill;
    }

    // Should this be killed between two: what is sent on without being kept is sent on again when the modality tries
    // again; of what is kept, it is told that it is there already.
    private IEnumerable<KeptFile> FilesOfChange() => change.IsLate ? [] :
    [
        .. _search.LeftOut.Count > 0 ? (KeptFile[])[MppsFiles.ToLateFile(change.Now.SOPInstanceUID)] : [],
        .. change.Outgoing.Select(message => Outbox.ToFile(message, time)),
        MppsFiles.ToFile(change.Now, change.CallingAETitle),
    ];

    private bool IsAsItWas()
    {
        KeptMpps? now = new MppsFiles(areas[0].Editor.Directory).Find(change.Now.SOPInstanceUID);
        return change.Before is null ? now is null : now is not null && now.File.Span.SequenceEqual(change.Before.File.Span);
    }
}
