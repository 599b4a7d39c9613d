using System.CommandLine;
using Spectre.Console;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Mpps;

/// <summary><c>mpps</c>: what performed steps cost, and cost those who ask queries.</summary>
internal static class MppsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> entries = OptionLimits.Number("--entries", "worklist files in the storage area", 10_000, 1000);
        Option<int> rate = OptionLimits.Number("--rate", "messages a second; 0: as many as are answered", 500, 0);
        Option<int> modalities = OptionLimits.Number("--modalities", "associations that tell of performed steps", 8, 1);
        Option<int> queries = OptionLimits.Number("--queries", "queries a second of each association; 0: one after the other", 100, 0);
        Option<int> seconds = OptionLimits.Number("--seconds", "length of each part", 10, 1);
        Option<int> rounds = OptionLimits.Number("--rounds", "turns", 3, 1);
        var command = new Command("mpps", "performed steps beside 16 associations that query")
        {
            entries, rate, modalities, queries, seconds, rounds,
        };
        command.SetAction(async (result, _) =>
        {
            Table table = new Table().AddColumns(
                "round", "part", "queries a second", "p50 ms", "p99 ms", "longest ms", "messages a second", "answer p50 ms",
                "answer p99 ms", "CPU us per message");
            for (var round = 1; round <= result.GetValue(rounds); round++)
            {
                await RunAsync(
                    table, round, result.GetValue(entries), result.GetValue(rate), result.GetValue(modalities),
                    result.GetValue(queries), TimeSpan.FromSeconds(result.GetValue(seconds)));
            }

            StandardOutput.Write($"Performed steps of {Number.Text(result.GetValue(entries))} entries", table);
        });
        return command;
    }

    private static async Task RunAsync(
        Table table, int round, int entries, int rate, int modalities, int queries, TimeSpan part)
    {
        using var area = new GeneratedArea(entries);
        using var server = new ServerProcess(
            ServerProgram.WlmscpWith("--max-associations", "100", "--mpps"), area.Root);
        server.Connect().Dispose();
        SteadyQueries.Run(server, queries, TimeSpan.FromSeconds(1));
        AddRow(table, round, "queries alone", SteadyQueries.Run(server, queries, part), part, null, null);
        var sender = new MppsSender(server.Address.Port, modalities, rate);
        LoadResult? beside = null;
        await SendAsync(sender, () => beside = SteadyQueries.Run(server, queries, part));
        AddRow(table, round, "both", beside, part, sender, null);

        ProcessorTime before = ProcessorTime.Read(server.Id);
        await SendAsync(sender, () => Thread.Sleep(part));
        TimeSpan used = ProcessorTime.Read(server.Id).Since(before);
        AddRow(table, round, "steps alone", null, part, sender, used / sender.Times.Count);
    }

    private static async Task SendAsync(MppsSender sender, Action meanwhile)
    {
        using var stop = new CancellationTokenSource();
        Task sending = sender.RunAsync(stop.Token);
        meanwhile();
        await stop.CancelAsync();
        await sending;
    }

    private static void AddRow(
        Table table, int round, string name, LoadResult? asked, TimeSpan part, MppsSender? sender, TimeSpan? perMessage)
    {
        Distribution? times = asked is null ? null : new Distribution(asked.Times);
        Distribution? answers = sender is null ? null : new Distribution([.. sender.Times]);
        table.AddRow(
            Number.Text(round), name, Number.Text(asked?.Times.Count / part.TotalSeconds), Number.Text(times?.P50),
            Number.Text(times?.Percentile(99)), Number.Text(times?.Max), Number.Text(sender?.Times.Count / part.TotalSeconds),
            Number.Text(answers?.P50), Number.Text(answers?.Percentile(99)), Number.Text(perMessage?.TotalMicroseconds));
    }
}
