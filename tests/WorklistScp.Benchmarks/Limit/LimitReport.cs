using Spectre.Console;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Limit;

/// <summary>The table of how far wlmscp is from the limit.</summary>
internal static class LimitReport
{
    /// <summary>Makes it.</summary>
    /// <param name="results">All queries.</param>
    /// <param name="select">Which turns count.</param>
    public static Table Create(IEnumerable<LimitResult> results, Func<LimitResult, LimitTurns> select)
    {
        Table table = new Table().AddColumns("query", "of it", "wlmscp", "ready-made", "times", "goal", "reached");
        foreach (LimitResult result in results)
        {
            string query = $"{result.Case.Name}, {Number.Text(result.Recorded.Answer.Length)} bytes";
            LimitTurns turns = select(result);
            AddRow(table, query, "CPU", turns.Wlmscp.Processor, turns.ReadyMade.Processor, result.Case.ProcessorGoal);
            AddRow(table, query, "p50", turns.Wlmscp.P50, turns.ReadyMade.P50, result.Case.TimeGoal);
        }

        return table;
    }

    private static void AddRow(Table table, string query, string what, double wlmscp, double readyMade, double goal) =>
        table.AddRow(
            query, what, $"{Number.Text(wlmscp)} µs", $"{Number.Text(readyMade)} µs",
            Number.Text(wlmscp / readyMade), Number.Text(goal), wlmscp / readyMade <= goal ? "yes" : "no");
}
