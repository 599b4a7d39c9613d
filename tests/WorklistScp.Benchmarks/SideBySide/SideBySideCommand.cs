using System.CommandLine;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary><c>side-by-side</c>: what queries take of wlmscp and wlmscpfs, and whether the goals are reached.</summary>
internal static class SideBySideCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var entries = new Option<int[]>("--entries")
        {
            Description = "worklist files in a storage area; may be given more than once",
            DefaultValueFactory = _ => [100, 1_000, 10_000, 100_000],
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "turns of each program",
            DefaultValueFactory = _ => 3,
        };
        var plot = new Option<FileInfo>("--plot") { Description = "SVG file for a plot of time against entries" };
        entries.AtLeast(1);
        rounds.AtLeast(1);
        var command = new Command("side-by-side", "time, processor and memory of queries") { entries, rounds, plot };
        command.SetAction(result =>
            Run(result.GetValue(entries)!, result.GetValue(rounds), result.GetValue(plot)));
        return command;
    }

    private static void Run(int[] entries, int rounds, FileInfo? plot)
    {
        int[] sizes = [.. entries.Distinct().Order()];
        Results results = new SideBySideRun(sizes, rounds).Run();
        foreach (int size in sizes)
        {
            StandardOutput.Write($"{Number.Text(size)} entries", QueryReport.Create(results, size));
        }

        StandardOutput.Write("Resident memory with one association, MB", MemoryReport.Create(results));
        StandardOutput.Write("Start", StartUpReport.Create(results));
        StandardOutput.Write("Goals", GoalReport.Create(Goals.Of(results)));
        if (plot is not null)
        {
            TimePlot.Save(results, sizes, plot.FullName);
        }
    }
}
