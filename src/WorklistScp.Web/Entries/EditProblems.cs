using Microsoft.AspNetCore.Http;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Web.Entries;

/// <summary>What is answered when an edit is not carried out.</summary>
internal static class EditProblems
{
    /// <summary>Makes the answer to an obstacle.</summary>
    public static WebProblem Of(EditOutcome outcome) => outcome switch
    {
        EditOutcome.Conflict => new WebProblem(
            StatusCodes.Status412PreconditionFailed,
            "there is an entry of this study and step already, with another content"),
        EditOutcome.Refused refused => Of(refused.Refusal),
        _ => throw new ArgumentException($"no obstacle: {outcome}", nameof(outcome)),
    };

    private static WebProblem Of(EditRefusal refusal) => refusal switch
    {
        EditRefusal.Incomplete incomplete => Invalid(
            "the entry is incomplete",
            incomplete.Missing.Select(missing => new AttributeProblem(missing.Path, $"missing, expected {WordsOf(missing)}"))),
        EditRefusal.WrongValues { Problems: var problems } => Invalid(
            $"{problems[0]}", problems.Select(problem => new AttributeProblem(problem.Path, $"{problem}"))),
        EditRefusal.CannotAssign cannot => Invalid(
            $"{cannot.Assignment.Path}: wrong value, expected {cannot.Expected}",
            [new AttributeProblem(cannot.Assignment.Path, $"expected {cannot.Expected}")]),
        EditRefusal.SeveralStudies => new WebProblem(
            StatusCodes.Status409Conflict, "the order has several studies in this area, expected a Study Instance UID")
        {
            Invalid = [new AttributeProblem(new AttributePath(DicomTag.StudyInstanceUID), "expected one of the order's")],
        },
        EditRefusal.OtherPatient => new WebProblem(
            StatusCodes.Status409Conflict,
            "the entry of this study and step is another patient's, expected other ones, or If-Match with its ETag"),
        EditRefusal.LosesValues => new WebProblem(
            StatusCodes.Status409Conflict, "pixel data would be lost, expected an entry without it"),
        EditRefusal.UnreadableText => new WebProblem(
            StatusCodes.Status409Conflict, "the entry has text that is not in its character set, expected text that can be read"),
        EditRefusal.IsLink => new WebProblem(
            StatusCodes.Status409Conflict, "the entry's file is a symbolic link, expected a file of the area"),
        _ => throw new ArgumentException($"no words are known for {refusal}", nameof(refusal)),
    };

    private static WebProblem Invalid(string detail, IEnumerable<AttributeProblem> attributes) =>
        new(StatusCodes.Status400BadRequest, detail) { Invalid = [.. attributes] };

    private static string WordsOf(MissingAttribute missing) => missing.Rule switch
    {
        CompletenessRule.OneItem => "exactly one item",
        CompletenessRule.DescriptionOrCodes => $"it or {missing.Codes}",
        _ => "a value",
    };
}
