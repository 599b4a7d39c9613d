using Spectre.Console;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>The table of the queries of one area; each program is compared with wlmscpfs as it is.</summary>
internal static class QueryReport
{
    /// <summary>Makes it.</summary>
    public static Table Create(Results results, int entries)
    {
        Table table = new Table().AddColumns(
            "query", "associations", "program", "matches", "queries", "p50 ms", "p99 ms", "after 6 s ms",
            "server CPU µs/query", "resident MB", "peak MB", "times faster", "times less CPU", "times less memory");
        foreach (Scenario scenario in Scenario.For(entries))
        {
            foreach (QueryMeasurement of in results.Queries)
            {
                if (of.Entries == entries && of.Scenario == scenario)
                {
                    AddRow(
                        table, of, results.Find(results.Programs.Wlmscpfs, entries, scenario),
                        results.FindAfterSilence(of.Program, entries, scenario));
                }
            }
        }

        return table;
    }

    private static void AddRow(
        Table table, QueryMeasurement of, QueryMeasurement? reference, double? afterSilence) => table.AddRow(
        of.Scenario.Name, Number.Text(of.Scenario.Associations), of.Program.Name,
        Number.Text(of.Scenario.Query.Matches(of.Entries)), Number.Text(of.Queries),
        Number.Text(of.Times.P50), Number.Text(of.Times.Percentile(99)), Number.Text(afterSilence),
        Number.Text(of.Processor), Number.Text(of.Memory.Resident), Number.Text(of.Memory.Peak),
        Number.Text(reference?.Times.P50 / of.Times.P50), Number.Text(reference?.Processor / of.Processor),
        Number.Text(reference?.Memory.Resident / of.Memory.Resident));
}
