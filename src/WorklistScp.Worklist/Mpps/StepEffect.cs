using WorklistScp.Worklist.Editing;

namespace WorklistScp.Worklist.Mpps;

/// <summary>Why a scheduled step changes its state.</summary>
public enum StepEffectCause
{
    /// <summary>A performed step has begun.</summary>
    Started,

    /// <summary>A performed step has begun after others had ended: more is done for it.</summary>
    Appended,

    /// <summary>One has ended, and another one is in progress.</summary>
    OthersInProgress,

    /// <summary>It was performed.</summary>
    Completed,

    /// <summary>It was given up.</summary>
    Discontinued,

    /// <summary>What was performed for it does not count, such as one for which the wrong entry was selected.</summary>
    StillToPerform,
}

/// <summary>What becomes of a scheduled step.</summary>
/// <param name="Status">Its Scheduled Procedure Step Status (0040,0020).</param>
/// <param name="IsOffered">Whether it is offered to modalities.</param>
/// <param name="Cause">Why.</param>
public sealed record StepEffect(string Status, bool IsOffered, StepEffectCause Cause)
{
    /// <summary>What a change of a performed step does to a scheduled step that it refers to; null: nothing.</summary>
    /// <param name="before">What it was before the change; null: it was made now.</param>
    /// <param name="now">What it is now.</param>
    /// <param name="others">Other performed steps that refer to the same one, in the order in which they ended.</param>
    /// <param name="current">The state of the scheduled step until now.</param>
    /// <param name="original">The state that it had before anything was performed for it.</param>
    /// <param name="settings">What performed steps do.</param>
    public static StepEffect? Of(
        PerformedStep? before, PerformedStep now, IReadOnlyList<PerformedStep> others, StepState current,
        StepState original, MppsSettings settings)
    {
        if (before?.Status == now.Status)
        {
            return null;
        }

        PerformedStep[] all = [.. others, now];
        PerformedStep? last = all.LastOrDefault(step => IsOver(step) && !step.CountsAsNothing(settings));
        if (!all.All(IsOver))
        {
            // What was hidden stays so: by an end before this one, by an order that was cancelled, or by hand.
            return new StepEffect(
                StepStatus.Started, current.IsOffered && settings.ShowsStarted,
                IsOver(now) ? StepEffectCause.OthersInProgress
                : last is null ? StepEffectCause.Started : StepEffectCause.Appended);
        }

        return last?.Status switch
        {
            null when current.IsCanceled => null,
            null when !original.IsOffered =>
                new StepEffect(original.Status, IsOffered: false, StepEffectCause.StillToPerform),
            null => new StepEffect(StepStatus.Scheduled, IsOffered: true, StepEffectCause.StillToPerform),
            PerformedStatus.Completed =>
                new StepEffect(StepStatus.Completed, IsOffered: false, StepEffectCause.Completed),
            _ => new StepEffect(StepStatus.Discontinued, IsOffered: false, StepEffectCause.Discontinued),
        };
    }

    /// <summary>One line.</summary>
    public override string ToString() => Cause switch
    {
        StepEffectCause.Started => $"set to {Status}",
        StepEffectCause.Appended => $"set to {Status} again, more is performed",
        StepEffectCause.OthersInProgress => $"stays {Status}, another performed step is in progress",
        StepEffectCause.StillToPerform => IsOffered ? $"back to {Status}, offered again" : $"back to {Status}",
        _ => $"set to {Status}",
    };

    private static bool IsOver(PerformedStep step) => step.Status != PerformedStatus.InProgress;
}
