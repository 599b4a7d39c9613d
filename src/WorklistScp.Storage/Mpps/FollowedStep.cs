using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>A scheduled step that follows a performed step.</summary>
internal sealed class FollowedStep
{
    private readonly MppsFiles _files;
    private readonly StepHistory? _former;

    /// <summary>Makes it, and reads what was performed for it up to now.</summary>
    /// <param name="found">The scheduled step.</param>
    /// <param name="change">The performed step.</param>
    /// <param name="performance">What the performed step is for it from now on.</param>
    public FollowedStep(FoundStep found, MppsChange change, StepPerformance performance)
    {
        Found = found;
        _files = new MppsFiles(found.Editor.Directory);
        _former = _files.FindHistory(found.Step.Key);
        StepHistory history = _former ?? new StepHistory(found.Step.Key, found.State, []);
        History = history.With(performance);
        PerformedStep? before = change.Before is null ? null : PerformedStep.Of(change.Before.Object);
        Edit = new WorklistEdit.Advance(
            found.Step.Key,
            current =>
            {
                Effect = StepEffect.Of(
                    before, performance.Step, history.Others(performance.SOPInstanceUID), current, history.Original,
                    change.Settings);
                return Effect is null ? null : new StepState(Effect.Status, Effect.IsOffered);
            });
    }

    /// <summary>The scheduled step.</summary>
    public FoundStep Found { get; }

    /// <summary>What was performed for it, with this.</summary>
    public StepHistory History { get; }

    /// <summary>Its change.</summary>
    public WorklistEdit Edit { get; }

    /// <summary>What becomes of it, once that is planned; null: nothing.</summary>
    public StepEffect? Effect { get; private set; }

    /// <summary>Whether nobody else has performed something for it since it was made.</summary>
    public bool IsAsItWas() => _files.FindHistory(Found.Step.Key)?.ToText() == _former?.ToText();

    /// <summary>What has become of it.</summary>
    public StepOutcome ToOutcome(EditOutcome outcome) => new(Found.Area, Found.Step, Effect, outcome);

    /// <summary>Whether an outcome is that of this step.</summary>
    public bool IsOf(StepOutcome outcome) => outcome.Area == Found.Area && outcome.Step.Key == Found.Step.Key;
}
