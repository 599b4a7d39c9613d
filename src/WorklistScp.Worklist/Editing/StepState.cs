using WorklistScp.Worklist.Completion;

namespace WorklistScp.Worklist.Editing;

/// <summary>The state of a scheduled step.</summary>
/// <param name="Status">Its Scheduled Procedure Step Status (0040,0020); empty where it has none.</param>
/// <param name="IsOffered">Whether it is offered to modalities.</param>
public sealed record StepState(string Status, bool IsOffered)
{
    /// <summary>The state of an entry.</summary>
    public static StepState Of(EditedEntry entry) =>
        new(EntryCompletion.TextOf(entry.Dataset, StepStatus.Keyword).Trim(' '), !entry.IsDone);

    /// <summary>Whether the step was called off.</summary>
    public bool IsCanceled => StepStatus.IsCanceled(Status);
}
