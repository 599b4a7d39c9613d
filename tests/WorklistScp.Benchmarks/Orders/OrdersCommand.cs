using System.CommandLine;
using System.Net;
using Spectre.Console;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Orders;

/// <summary><c>orders</c>: what HL7 orders of one sender cost, and cost those who ask queries.</summary>
internal static class OrdersCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> entries = OptionLimits.Number("--entries", "worklist files in the storage area", 10_000, 0);
        Option<int> rate = OptionLimits.Number("--rate", "orders a second; 0: as many as are acknowledged", 1000, 0);
        Option<int> window = OptionLimits.Number("--window", "orders under way at once without an acknowledgement", 1, 1);
        Option<int> queries = OptionLimits.Number("--queries", "queries a second of each association; 0: one after the other", 100, 0);
        Option<int> seconds = OptionLimits.Number("--seconds", "length of each part", 10, 1);
        Option<int> rounds = OptionLimits.Number("--rounds", "turns", 3, 1);
        var command = new Command("orders", "orders by HL7 beside 16 associations that query")
        {
            entries, rate, window, queries, seconds, rounds,
        };
        command.SetAction(result =>
        {
            Table table = new Table().AddColumns(
                "round", "part", "queries a second", "p50 ms", "p99 ms", "longest ms", "orders a second", "ACK p50 ms",
                "ACK p99 ms", "CPU us per order");
            for (var round = 1; round <= result.GetValue(rounds); round++)
            {
                Run(table, round, new Plan(
                    result.GetValue(entries), result.GetValue(rate), result.GetValue(window), result.GetValue(queries),
                    TimeSpan.FromSeconds(result.GetValue(seconds))));
            }

            StandardOutput.Write($"Orders into {Number.Text(result.GetValue(entries))} entries", table);
        });
        return command;
    }

    private static void Run(Table table, int round, Plan plan)
    {
        using var area = new GeneratedArea(plan.Entries);
        int port = FreePort.Find();
        using var server = new ServerProcess(
            ServerProgram.WlmscpWith("--max-associations", "100", "--hl7-port", $"{port}"), area.Root);
        server.Connect().Dispose();
        Ask(server, plan, TimeSpan.FromSeconds(1));
        LoadResult alone = Ask(server, plan, plan.Part);
        AddRow(table, round, "queries alone", alone, plan, null, null);
        using var sender = new OrderSender(new IPEndPoint(IPAddress.Loopback, port), plan.Rate, plan.Window);
        LoadResult? beside = null;
        Send(sender, () => beside = Ask(server, plan, plan.Part));
        AddRow(table, round, "both", beside!, plan, sender, null);

        using var second = new OrderSender(new IPEndPoint(IPAddress.Loopback, port), plan.Rate, plan.Window, sender.Count);
        ProcessorTime before = ProcessorTime.Read(server.Id);
        Send(second, () => Thread.Sleep(plan.Part));
        TimeSpan used = ProcessorTime.Read(server.Id).Since(before);
        AddRow(table, round, "orders alone", null, plan, second, used / second.Times.Count);
    }

    private static void Send(OrderSender sender, Action meanwhile)
    {
        using var stop = new CancellationTokenSource();
        Task sending = Task.Run(() => sender.Run(stop.Token));
        meanwhile();
        stop.Cancel();
        sending.GetAwaiter().GetResult();
    }

    private static LoadResult Ask(ServerProcess server, Plan plan, TimeSpan time) =>
        SteadyQueries.Run(server, plan.Queries, time);

    private static void AddRow(
        Table table, int round, string part, LoadResult? asked, Plan plan, OrderSender? sender, TimeSpan? perOrder)
    {
        Distribution? times = asked is null ? null : new Distribution(asked.Times);
        Distribution? acks = sender is null ? null : new Distribution(sender.Times);
        table.AddRow(
            Number.Text(round), part, Number.Text(asked?.Times.Count / plan.Part.TotalSeconds), Number.Text(times?.P50),
            Number.Text(times?.Percentile(99)), Number.Text(times?.Max), Number.Text(sender?.Times.Count / plan.Part.TotalSeconds),
            Number.Text(acks?.P50), Number.Text(acks?.Percentile(99)), Number.Text(perOrder?.TotalMicroseconds));
    }

    /// <summary>What is to be measured.</summary>
    /// <param name="Entries">How many entries the area has.</param>
    /// <param name="Rate">Orders a second.</param>
    /// <param name="Window">Orders under way at once.</param>
    /// <param name="Queries">Queries a second of each association.</param>
    /// <param name="Part">How long each part takes.</param>
    private sealed record Plan(int Entries, int Rate, int Window, int Queries, TimeSpan Part);
}
