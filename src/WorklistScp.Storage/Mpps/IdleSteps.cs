using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Linux;
using WorklistScp.Storage.Sending;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>
/// Ends scheduled steps whose performed step was begun, and of which nothing was heard since: the modality was switched
/// off. The performed step itself stays as it is, and may still end.
/// </summary>
/// <param name="editors">The areas.</param>
/// <param name="time">The clock.</param>
public sealed class IdleSteps(AreaEditors editors, TimeProvider time)
{
    // Files of histories in which nothing is in progress, with the time at which they were written.
    private readonly Dictionary<string, DateTime> _settled = new(StringComparer.Ordinal);

    /// <summary>What is to be sent on of steps that are ended; see <see cref="MppsChange.Announce"/>.</summary>
    public Func<AnnouncedStep, IReadOnlyList<OutgoingMessage>>? Announce { get; init; }

    /// <summary>Looks through all areas once; not to be called again before it has come to its end.</summary>
    /// <param name="settingsOf">What performed steps of a calling AE title do.</param>
    /// <param name="cancellationToken">Ends the waiting for locks.</param>
    /// <returns>What became of the scheduled steps that were ended.</returns>
    /// <exception cref="StorageAreaException">An area cannot be read, or somebody kept its lock.</exception>
    /// <exception cref="IOException">An area cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">An area may not be read or written.</exception>
    public async Task<IReadOnlyList<StepOutcome>> EndAsync(
        Func<string, MppsSettings> settingsOf, CancellationToken cancellationToken)
    {
        var outcomes = new List<StepOutcome>();
        IReadOnlyList<(string Name, WorklistEditor Editor)> areas = await editors.FindAllAsync(cancellationToken);
        MppsFiles[] all = [.. areas.Select(area => new MppsFiles(area.Editor.Directory))];
        foreach ((string name, WorklistEditor editor) in areas)
        {
            outcomes.AddRange(await OwnThreads.RunAsync(() => End(name, editor).ToArray()));
        }

        return outcomes;

        IEnumerable<StepOutcome> End(string name, WorklistEditor editor) =>
            from history in new MppsFiles(editor.Directory).ListHistories(_settled)
            from performance in history.Steps
            where IsIdle(performance)
            from outcome in EndOne(new FoundStep(name, editor, history.Key, history.Original), performance)
            select outcome;

        bool IsIdle(StepPerformance performance) =>
            performance.Step.Status == PerformedStatus.InProgress
            && settingsOf(performance.CallingAETitle).IdleTime is { } limit
            && performance.Changed + limit < time.GetUtcNow().UtcDateTime
            && all.Max(files => files.FindWriteTime(performance.SOPInstanceUID)) is var heard
            && (heard is null || heard + limit < time.GetUtcNow().UtcDateTime);

        StepOutcome[] EndOne(FoundStep found, StepPerformance performance)
        {
            MppsSettings settings = settingsOf(performance.CallingAETitle);
            var step = new FollowedStep(
                Announce is null ? found : WithEntry(found), performance.Step,
                performance with { Step = performance.Step.Close(settings), Changed = time.GetUtcNow().UtcDateTime }, settings);
            var isDone = false;
            IReadOnlyList<EditOutcome> outcomes = WorklistEditor.Apply(
                [new AreaBatch(found.Editor, [step.Edit]) 
                {
                    Files = [MppsFiles.ToFile(step.History)],
                    FilesOfPlan = () => step.Announce(Announce, time),
                }],
                int.MaxValue,
                _ =>
                {
                    isDone = step.IsAsItWas();
                    return isDone ? () => { } : null;
                },
                progress: null, cancellationToken)[0][0];
            return [.. outcomes.Where(outcome => isDone || outcome.IsObstacle).Select(step.ToOutcome)];
        }

        FoundStep WithEntry(FoundStep found) => found with
        {
            Entry = found.Editor.Find([new EntrySelection.OfKey(found.Key)], cancellationToken) is [var entry, ..]
                ? entry.Dataset
                : null,
        };
    }
}
