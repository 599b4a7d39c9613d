using Microsoft.AspNetCore.Http;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Web.Entries;

/// <summary>Which Scheduled Procedure Step Statuses (0040,0020) entries may be given over HTTP.</summary>
internal static class GivenStatus
{
    // Those of dcm4chee; other spellings are read, and not made.
    private static readonly string[] Terms =
        [.. StepStatus.OfferedTerms, StepStatus.Completed, StepStatus.Discontinued, StepStatus.Canceled];

    /// <summary>What is wrong with a status; null: nothing.</summary>
    public static WebProblem? Check(string status) => Terms.Contains(status)
        ? null
        : new WebProblem(StatusCodes.Status400BadRequest, $"status: expected one of {string.Join(", ", Terms)}")
        {
            Invalid =
            [
                new AttributeProblem(
                    EntryCompletion.PathOf(StepStatus.Keyword), $"expected one of {string.Join(", ", Terms)}"),
            ],
        };

    /// <summary>
    /// What speaks against the status that a body gives an entry; null: nothing. One of its own that an entry has already
    /// may stay: who changes something else has not made it.
    /// </summary>
    public static WebProblem? Object(EditOutcome outcome) => outcome switch
    {
        EditOutcome.Added added => CheckNew(StatusOf(added.Dataset), former: ""),
        EditOutcome.Changed changed => CheckNew(StatusOf(changed.Dataset), StatusOf(changed.Former.Former)),
        _ => null,
    };

    /// <summary>
    /// What speaks against another status for a step that is over; null: nothing. Who sets one without having seen that may
    /// come just after the modality has told that the step was performed.
    /// </summary>
    public static WebProblem? ObjectToLate(EditOutcome outcome, Precondition precondition) =>
        precondition.IfMatch is null && outcome is EditOutcome.Changed changed
        && StatusOf(changed.Former.Former) is var former and (StepStatus.Completed or StepStatus.Discontinued)
        && StatusOf(changed.Dataset) != former
            ? new WebProblem(
                StatusCodes.Status409Conflict,
                $"the step is {former}, expected If-Match with the ETag of the entry to change that all the same")
            : null;

    private static WebProblem? CheckNew(string status, string former) =>
        status.Length == 0 || status == former ? null : Check(status);

    private static string StatusOf(DicomDataset dataset) =>
        EntryCompletion.TextOf(dataset, StepStatus.Keyword).Trim(' ');
}
