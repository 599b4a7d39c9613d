using System.CommandLine;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Start;

/// <summary><c>start</c>: how long the servers take from the start of the process until they serve.</summary>
internal static class StartCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var runs = new Option<int>("--runs") { Description = "starts of each program", DefaultValueFactory = _ => 20 };
        var entries = new Option<int>("--entries")
        {
            Description = "worklist files in the storage area",
            DefaultValueFactory = _ => 100,
        };
        runs.AtLeast(1);
        entries.AtLeast(0);
        var command = new Command("start", "time from the start of the process until it serves") { runs, entries };
        command.SetAction(result => Run(result.GetValue(runs), result.GetValue(entries)));
        return command;
    }

    private static void Run(int runs, int entries)
    {
        ServerProgram[] programs = [ServerProgram.Wlmscp(), ServerProgram.Wlmscpfs()];
        using var area = new GeneratedArea(entries);
        IReadOnlyList<StartTimes> times = StartMeasurement.Run(programs, area.Root, runs);
        StandardOutput.Write($"{entries} entries, {runs} starts of each", StartReport.Create(times));
    }
}
