using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Sending;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>A scheduled step that follows a performed step.</summary>
internal sealed class FollowedStep
{
    private readonly MppsFiles _files;
    private readonly StepHistory? _former;
    private string? _statusBefore;

    /// <summary>Makes it, and reads what was performed for it up to now.</summary>
    /// <param name="found">The scheduled step.</param>
    /// <param name="before">What the performed step was before; null: it was made now.</param>
    /// <param name="performance">What it is for the scheduled step from now on.</param>
    /// <param name="settings">What performed steps do.</param>
    public FollowedStep(FoundStep found, PerformedStep? before, StepPerformance performance, MppsSettings settings)
    {
        Found = found;
        _files = new MppsFiles(found.Editor.Directory);
        _former = _files.FindHistory(found.Key);
        StepHistory history = (_former ?? new StepHistory(found.Key, found.State, [])).In(found.State, settings);
        History = history.With(performance);
        Edit = new WorklistEdit.Advance(
            found.Key,
            current =>
            {
                _statusBefore = current.Status;
                Effect = StepEffect.Of(
                    before, performance.Step, history.Others(performance.SOPInstanceUID), current, history.Original, settings);
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

    /// <summary>Whether it has followed the performed step up to its status already.</summary>
    public bool HasFollowed(StepPerformance performance) =>
        _former?.Find(performance.SOPInstanceUID)?.Step.Status == performance.Step.Status;

    /// <summary>Whether nobody else has performed something for it since it was made.</summary>
    public bool IsAsItWas() => _files.FindHistory(Found.Key)?.ToText() == _former?.ToText();

    /// <summary>What others are to be told, once its change is planned: nothing, unless they have ordered it.</summary>
    /// <param name="announce">Makes the messages; null: nobody is told.</param>
    /// <param name="time">The clock.</param>
    public IEnumerable<KeptFile> Announce(
        Func<AnnouncedStep, IReadOnlyList<OutgoingMessage>>? announce, TimeProvider time) =>
        announce is not null && Found.Entry is { } entry && Effect is not null && Effect.Status != _statusBefore
        && new MessageRecord(Found.Editor.Directory).Find(Found.Key.StudyInstanceUID) is { } order
            ? announce(new AnnouncedStep(Found.Key, entry, Effect.Status) { Area = Found.Area, Parties = order.Parties })
                .Select(message => Outbox.ToFile(message, time))
            : [];

    /// <summary>What has become of it.</summary>
    public StepOutcome ToOutcome(EditOutcome outcome) => new(Found.Area, Found.Key, Effect, outcome);

    /// <summary>Whether an outcome is that of this step.</summary>
    public bool IsOf(StepOutcome outcome) => outcome.Area == Found.Area && outcome.Key == Found.Key;
}
