using Spectre.Console;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>The table of the memory of servers with one association.</summary>
internal static class MemoryReport
{
    /// <summary>Makes it.</summary>
    public static Table Create(Results results)
    {
        Table table = new Table().AddColumns(
            "entries", "program", "idle", "after the first query", "after selective queries",
            "after universal queries");
        foreach (IdleMemory of in results.Memory.OrderBy(of => of.Entries))
        {
            table.AddRow(
                Number.Text(of.Entries), of.Program.Name, Number.Text(of.Idle.Resident),
                Number.Text(of.FirstQuery.Resident),
                Number.Text(results.Find(of.Program, of.Entries, Scenario.Selective)?.Memory.Resident),
                Number.Text(results.Find(of.Program, of.Entries, Scenario.Universal)?.Memory.Resident));
        }

        return table;
    }
}
