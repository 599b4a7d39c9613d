using Spectre.Console;
using Wlmscp.Commands.Questioning;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Explaining;

/// <summary>Prints an explanation for people, to standard output.</summary>
internal static class ExplanationText
{
    /// <summary>Writes it.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="isSummary">Whether without a line for each entry.</param>
    public static void Write(Explanation explanation, bool isSummary)
    {
        if (explanation.Profile is { } profile)
        {
            Console.WriteLine($"profile {profile.Profile}");
            WriteChanges(profile.QueryChanges);
            foreach (string remark in profile.Remarks)
            {
                Console.WriteLine($"  {remark}");
            }
        }

        if (explanation.WithoutProfile is { } device)
        {
            Console.WriteLine($"no profile fits {device}");
        }

        if (explanation.Problems.Count > 0)
        {
            WriteProblems(explanation.Problems);
        }
        else
        {
            WriteEntries(isSummary ? [] : explanation.Entries);
            WriteSummary(explanation);
        }

        foreach (Warning warning in explanation.Warnings)
        {
            ToolConsole.WriteLine("warning:", Color.Yellow, $" {warning.Text}");
        }
    }

    private static void WriteProblems(IReadOnlyList<ExplainedProblem> problems)
    {
        ToolConsole.WriteLine("the query is refused with A900:", Color.Red);
        foreach (ExplainedProblem problem in problems)
        {
            Console.WriteLine($"  {problem.Describe()}");
        }
    }

    private static void WriteEntries(IReadOnlyList<ExplainedEntry> entries)
    {
        foreach (ExplainedEntry entry in entries)
        {
            string file = PrintableText.Of(entry.File);
            if (entry.IsMatch)
            {
                ToolConsole.WriteLine($"{file}: matches", Color.Green);
                WriteChanges(entry.Answer);
                WriteMissing(file, entry.Lacks, "the answer has no value for it");
                WriteMissing(file, entry.Unasked, "the query does not ask for it");
            }
            else if (entry.HiddenBy is { } setting)
            {
                Console.WriteLine($"{file}: matches, {setting} of the profile hides it");
            }
            else
            {
                Console.WriteLine($"{file}: {Describe(entry.Failures[0])}");
            }
        }
    }

    private static void WriteMissing(string file, IReadOnlyList<string> attributes, string reason)
    {
        if (attributes.Count > 0)
        {
            ToolConsole.WriteLine(
                "warning:", Color.Yellow, $" {file}: the device requires {string.Join(", ", attributes)}, {reason}");
        }
    }

    private static void WriteChanges(IReadOnlyList<RuleChange> changes)
    {
        foreach (RuleChange change in changes)
        {
            Console.WriteLine($"  {change}");
        }
    }

    private static string Describe(KeyMismatch failure)
    {
        string found = failure.Found is null ? "has none" : QuotedText.Of(failure.Found);
        return $"{KeyLabel.Of(failure)}: query {QuotedText.Of(failure.Asked)}, entry {found}";
    }

    private static void WriteSummary(Explanation explanation)
    {
        int count = explanation.Entries.Count;
        Console.WriteLine($"{explanation.Matches} of {LineText.Entries(count)} match");
        foreach (ExplainedKey key in explanation.Keys)
        {
            string asked = QuotedText.Of(key.Key.Asked);
            Console.WriteLine($"  {KeyLabel.Of(key.Key)} {asked}: {key.Failing} of {count} fail");
        }

        foreach (HiddenEntries hidden in explanation.Hidden)
        {
            Console.WriteLine($"  {hidden.Setting} of {explanation.Profile!.Profile}: hides {hidden.Entries} that match");
        }

        if (explanation.Matches == 0 && count > 0)
        {
            WriteWayOut(explanation);
            WritePresent("dates", explanation.Present.Dates);
            WritePresent("stations", explanation.Present.Stations);
            WritePresent("modalities", explanation.Present.Modalities);
        }
    }

    private static void WritePresent(string what, IReadOnlyList<PresentValue> values) =>
        Console.WriteLine($"{what} there are: {(values.Count == 0 ? "none" : LineText.Present(values))}");

    private static void WriteWayOut(Explanation explanation)
    {
        ExplainedKey[] culprits = [.. explanation.Keys.Where(key => key.MatchesWithout > 0 || HidesMore(key))];
        foreach (ExplainedKey key in culprits)
        {
            string hidden = !HidesMore(key) ? "" : string.Concat(
                key.HiddenWithout.Select(each => $", {each.Entries} more are hidden by {each.Setting}"));
            Console.WriteLine($"without {KeyLabel.Of(key.Key)} {LineText.Entries(key.MatchesWithout)} would match{hidden}");
        }

        if (culprits.Length == 0 && explanation.Hidden.Count == 0)
        {
            Console.WriteLine("whichever single key is left out, no entry would match");
        }

        bool HidesMore(ExplainedKey key) =>
            key.HiddenWithout.Sum(each => each.Entries) > explanation.Hidden.Sum(each => each.Entries);
    }
}
