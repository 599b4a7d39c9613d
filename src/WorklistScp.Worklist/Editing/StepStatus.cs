namespace WorklistScp.Worklist.Editing;

/// <summary>
/// Scheduled Procedure Step Status (0040,0020). PS3.3 C.4.10 defines SCHEDULED, ARRIVED, READY, STARTED and DEPARTED;
/// three more are usual for steps that are over.
/// </summary>
public static class StepStatus
{
    /// <summary>The attribute.</summary>
    public const string Keyword = "ScheduledProcedureStepStatus";

    /// <summary>The step is to come.</summary>
    public const string Scheduled = "SCHEDULED";

    /// <summary>Whether an entry of this status is offered to modalities.</summary>
    public static bool IsOffered(string status) =>
        status.Trim(' ') is not ("COMPLETED" or "DISCONTINUED" or "CANCELED" or "CANCELLED");
}
