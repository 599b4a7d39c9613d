using Wlmscp.Keys;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Explaining;

/// <summary>A reason why the daemon refuses a query with A900.</summary>
/// <param name="Key">The key; empty: the query as a whole.</param>
/// <param name="Value">Its value; null for a sequence.</param>
/// <param name="Comment">What is wrong, and what would be right.</param>
internal sealed record ExplainedProblem(string Key, string? Value, string Comment)
{
    /// <summary>Key, value and comment in a line.</summary>
    public string Describe()
    {
        string value = Value is null ? "" : $" {QuotedText.Of(Value)}";
        return Key.Length == 0 ? Comment : $"{Key}{value}: {Comment}";
    }

    /// <summary>Finds all of them.</summary>
    public static IReadOnlyList<ExplainedProblem> Of(DicomDataset identifier, WorklistQuery query) =>
        identifier.Count == 0
            ? [new ExplainedProblem("", null, "The identifier is empty, expected a key at least")]
            : [.. query.Problems.Select(Of)];

    private static ExplainedProblem Of(QueryProblem problem) => new(
        KeyLabel.Of(problem.Tag), problem.Value, $"{problem}, expected {Expected(problem)}");

    private static string Expected(QueryProblem problem) => problem.Kind switch
    {
        QueryProblemKind.SeveralItems => "one",
        QueryProblemKind.NoDateOrTime or QueryProblemKind.Characters => MatchingForm.Of(problem.VR),
        _ => "no more",
    };
}
