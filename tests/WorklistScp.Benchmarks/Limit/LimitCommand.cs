using System.CommandLine;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Limit;

/// <summary><c>limit</c>: wlmscp against a program that sends the same bytes ready-made.</summary>
internal static class LimitCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds")
        {
            Description = "turns of each program",
            DefaultValueFactory = _ => 5,
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = "length of a turn",
            DefaultValueFactory = _ => 2,
        };
        rounds.AtLeast(1);
        seconds.AtLeast(1);
        var command = new Command("limit", "time and processor of queries against the same bytes sent ready-made")
        {
            rounds, seconds,
        };
        command.SetAction(result => Run(result.GetValue(rounds), TimeSpan.FromSeconds(result.GetValue(seconds))));
        return command;
    }

    private static void Run(int rounds, TimeSpan turn)
    {
        using var readyMade = new ReadyMadeServer();
        var run = new LimitRun(rounds, turn);
        LimitResult[] results = [.. LimitCase.All.Select(of => run.Measure(of, readyMade))];
        StandardOutput.Write("Against the same bytes, ready-made", LimitReport.Create(results, of => of.Free));
        StandardOutput.Write("The same on one processor", LimitReport.Create(results, of => of.OneProcessor));
    }
}
