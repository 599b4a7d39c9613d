using Spectre.Console;
using WorklistScp.Benchmarks.Reports;
using WorklistScp.Benchmarks.Start;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>The table of starts and of first queries.</summary>
internal static class StartUpReport
{
    /// <summary>Makes it.</summary>
    public static Table Create(Results results)
    {
        Table table = new Table().AddColumns("time", "program", "starts", "p50 ms", "min ms", "max ms");
        foreach (StartTimes times in results.Starts)
        {
            AddRow(table, "process start to listening", times.Program.Name, times.Listening);
        }

        AddRow(table, "whole run with --version", results.Version.Program.Name, results.Version.Times);
        foreach (FirstQueryTimes times in results.FirstQueries.Where(times => times.Query.Count > 0))
        {
            string entries = Number.Text(Scenario.ChangedEntries);
            AddRow(table, $"first selective query, {entries} entries", times.Program.Name, times.Query);
            AddRow(table, $"process start to its answer, {entries} entries", times.Program.Name, times.FromStart);
        }

        return table;
    }

    private static void AddRow(Table table, string what, string program, List<TimeSpan> times)
    {
        var distribution = new Distribution(times);
        table.AddRow(
            what, program, Number.Text(times.Count),
            Number.Text(distribution.P50), Number.Text(distribution.Min), Number.Text(distribution.Max));
    }
}
