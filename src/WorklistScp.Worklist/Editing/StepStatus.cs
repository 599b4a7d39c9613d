namespace WorklistScp.Worklist.Editing;

/// <summary>
/// Scheduled Procedure Step Status (0040,0020). PS3.3 C.4.10 defines SCHEDULED, ARRIVED, READY, STARTED and DEPARTED;
/// others are usual for steps that are performed or over.
/// </summary>
public static class StepStatus
{
    /// <summary>The attribute.</summary>
    public const string Keyword = "ScheduledProcedureStepStatus";

    /// <summary>The step is to come.</summary>
    public const string Scheduled = "SCHEDULED";

    /// <summary>The step is being performed.</summary>
    public const string Started = "STARTED";

    /// <summary>The step was performed.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>The step was begun and given up.</summary>
    public const string Discontinued = "DISCONTINUED";

    /// <summary>The step will not be.</summary>
    public const string Canceled = "CANCELED";

    private const string CanceledInBritain = "CANCELLED";

    private static readonly string[] Over = [Completed, Discontinued, Canceled, CanceledInBritain];

    /// <summary>The terms of PS3.3 C.4.10, which steps are offered with.</summary>
    public static IReadOnlyList<string> OfferedTerms { get; } = [Scheduled, "ARRIVED", "READY", Started, "DEPARTED"];

    /// <summary>The terms that are known.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. OfferedTerms, "IN PROGRESS", .. Over];

    /// <summary>Whether a status is known, or there is none. Others leave an entry where it is.</summary>
    public static bool IsKnown(string status) => status.Trim(' ') is { Length: > 0 } term ? Known.Contains(term) : true;

    /// <summary>Whether a status says that the step will not be.</summary>
    public static bool IsCanceled(string status) => status.Trim(' ') is Canceled or CanceledInBritain;

    /// <summary>Whether an entry of this status is offered to modalities.</summary>
    public static bool IsOffered(string status) => !Over.Contains(status.Trim(' '));
}
