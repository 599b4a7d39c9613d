using Wlmscp.Terminal;
using WorklistScp.Worklist.Matching;

namespace Wlmscp.Explaining;

/// <summary>Prints an explanation for people.</summary>
internal static class ExplanationText
{
    /// <summary>Writes it.</summary>
    public static void Write(Explanation explanation, TextWriter output)
    {
        if (explanation.Problems.Count > 0)
        {
            WriteProblems(explanation.Problems, output);
        }
        else
        {
            WriteEntries(explanation.Entries, output);
            WriteSummary(explanation, output);
        }

        foreach (Warning warning in explanation.Warnings)
        {
            output.WriteLine($"warning: {warning.Text}");
        }
    }

    private static void WriteProblems(IReadOnlyList<ExplainedProblem> problems, TextWriter output)
    {
        output.WriteLine("the query is refused with A900:");
        foreach (ExplainedProblem problem in problems)
        {
            string value = problem.Value is null ? "" : $" {LineText.Quote(problem.Value)}";
            string key = problem.Key.Length == 0 ? "" : $"{problem.Key}{value}: ";
            output.WriteLine($"  {key}{problem.Comment}");
        }
    }

    private static void WriteEntries(IReadOnlyList<ExplainedEntry> entries, TextWriter output)
    {
        foreach (ExplainedEntry entry in entries)
        {
            string outcome = entry.IsMatch ? "matches" : Describe(entry.Failures[0]);
            output.WriteLine($"{PrintableText.Of(entry.File)}: {outcome}");
        }
    }

    private static string Describe(KeyMismatch failure)
    {
        string found = failure.Found is null ? "has none" : LineText.Quote(failure.Found);
        return $"{KeyLabel.Of(failure)}: query {LineText.Quote(failure.Asked)}, entry {found}";
    }

    private static void WriteSummary(Explanation explanation, TextWriter output)
    {
        int count = explanation.Entries.Count;
        output.WriteLine($"{explanation.Matches} of {LineText.Entries(count)} match");
        foreach (ExplainedKey key in explanation.Keys)
        {
            string asked = LineText.Quote(key.Key.Asked);
            output.WriteLine($"  {KeyLabel.Of(key.Key)} {asked}: {key.Failing} of {count} fail");
        }

        if (explanation.Matches == 0 && count > 0)
        {
            WriteWayOut(explanation.Keys, output);
        }
    }

    private static void WriteWayOut(IReadOnlyList<ExplainedKey> keys, TextWriter output)
    {
        ExplainedKey[] culprits = [.. keys.Where(key => key.MatchesWithout > 0)];
        foreach (ExplainedKey key in culprits)
        {
            output.WriteLine($"without {KeyLabel.Of(key.Key)} {LineText.Entries(key.MatchesWithout)} would match");
        }

        if (culprits.Length == 0)
        {
            output.WriteLine("whichever single key is left out, no entry would match");
        }
    }
}
