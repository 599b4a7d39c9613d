using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Linux;
using WorklistScp.Storage.Sending;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>
/// Has scheduled steps follow their performed step that could not when its message came, since their area was locked: the
/// modality has its answer, and does not send it again.
/// </summary>
/// <param name="editors">The areas.</param>
/// <param name="time">The clock.</param>
public sealed class LateSteps(AreaEditors editors, TimeProvider time)
{
    /// <summary>What is to be sent on of these steps; see <see cref="MppsChange.Announce"/>.</summary>
    public Func<AnnouncedStep, IReadOnlyList<OutgoingMessage>>? Announce { get; init; }

    /// <summary>Looks through all areas once; not to be called again before it has come to its end.</summary>
    /// <param name="settingsOf">What performed steps of a calling AE title do that are kept in an area.</param>
    /// <param name="cancellationToken">Ends the waiting for locks.</param>
    /// <exception cref="StorageAreaException">An area cannot be read, or somebody kept its lock.</exception>
    /// <exception cref="IOException">An area cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">An area may not be read or written.</exception>
    public async Task<LateResult> CatchUpAsync(
        Func<string, string, MppsSettings> settingsOf, CancellationToken cancellationToken)
    {
        var outcomes = new List<(string, StepOutcome)>();
        var isLeft = false;
        IReadOnlyList<(string Name, WorklistEditor Editor)> areas = await editors.FindAllAsync(cancellationToken);
        foreach ((string name, WorklistEditor editor) in areas)
        {
            (string Name, WorklistEditor Editor)[] ordered = [.. areas.OrderByDescending(area => area.Name == name)];
            string[] late = await OwnThreads.RunAsync(() => new MppsFiles(editor.Directory).ListLate().ToArray());
            foreach (string uid in late)
            {
                await editor.EnterAsync(cancellationToken);
                try
                {
                    (bool isDone, IReadOnlyList<StepOutcome> each) = await OwnThreads.RunAsync(
                        () => CatchUp(ordered, uid, settingsOf, cancellationToken));
                    outcomes.AddRange(each.Select(outcome => (uid, outcome)));
                    isLeft |= !isDone;
                }
                finally
                {
                    editor.Leave();
                }
            }
        }

        return new LateResult(outcomes, isLeft);
    }

    private (bool IsDone, IReadOnlyList<StepOutcome> Outcomes) CatchUp(
        (string Name, WorklistEditor Editor)[] areas, string uid, Func<string, string, MppsSettings> settingsOf,
        CancellationToken cancellationToken)
    {
        var files = new MppsFiles(areas[0].Editor.Directory);
        if (files.Find(uid) is not { } kept)
        {
            files.EndLate(uid); // it was never kept, or has expired
            return (true, []);
        }

        var change = new MppsChange(
            areas[0].Name, kept, kept.Object, kept.CallingAETitle, settingsOf(kept.CallingAETitle, areas[0].Name))
        {
            IsLate = true,
            Announce = Announce,
        };
        if (new MppsRun(areas, change, time, cancellationToken).Run() is not { } effects)
        {
            return (false, []); // somebody changes it just now
        }

        bool isDone = effects.LeftOut.Count == 0;
        if (isDone)
        {
            files.EndLate(uid);
        }

        return (isDone, effects.Outcomes);
    }
}

/// <summary>What was caught up.</summary>
/// <param name="Outcomes">What became of each scheduled step, with the SOP Instance UID of the performed step.</param>
/// <param name="IsLeft">Whether something is left to be caught up.</param>
public sealed record LateResult(
    IReadOnlyList<(string SOPInstanceUID, StepOutcome Outcome)> Outcomes, bool IsLeft);
