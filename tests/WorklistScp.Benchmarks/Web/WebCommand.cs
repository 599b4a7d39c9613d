using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Spectre.Console;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Web;

/// <summary><c>web</c>: what searches over HTTP cost, and cost those who ask queries by DICOM.</summary>
internal static class WebCommand
{
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Resource = $"/dicomweb/{GeneratedArea.Name}/modality-scheduled-procedure-steps";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> entries = OptionLimits.Number("--entries", "worklist files in the storage area", 10_000, 1);
        Option<int> rate = OptionLimits.Number("--rate", "searches a second; 0: as many as are answered", 2000, 0);
        Option<int> connections = OptionLimits.Number("--connections", "connections that search", 4, 1);
        Option<int> queries = OptionLimits.Number("--queries", "queries a second of each association", 100, 0);
        Option<int> seconds = OptionLimits.Number("--seconds", "length of each part", 10, 1);
        Option<int> rounds = OptionLimits.Number("--rounds", "turns", 3, 1);
        var command = new Command("web", "searches over HTTP beside 16 associations that query")
        {
            entries, rate, connections, queries, seconds, rounds,
        };
        command.SetAction(result =>
        {
            Table table = new Table().AddColumns(
                "round", "part", "queries a second", "p50 ms", "p99 ms", "searches a second", "search p50 ms",
                "search p99 ms", "bytes per search", "CPU us per search");
            for (var round = 1; round <= result.GetValue(rounds); round++)
            {
                Run(table, round, new Plan(
                    result.GetValue(entries), result.GetValue(rate), result.GetValue(connections), result.GetValue(queries),
                    TimeSpan.FromSeconds(result.GetValue(seconds))));
            }

            StandardOutput.Write($"Searches of {Number.Text(result.GetValue(entries))} entries", table);
        });
        return command;
    }

    private static void Run(Table table, int round, Plan plan)
    {
        using var area = new GeneratedArea(plan.Entries);
        string users = Path.Join(Path.GetTempPath(), $"wlmscp-benchmark-users-{Environment.ProcessId}");
        File.WriteAllText(
            users, $"bench read token={Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Token)))}\n");
        int port = FreePort.Find();
        try
        {
            using var server = new ServerProcess(
                ServerProgram.WlmscpWith("--max-associations", "100", "--http", $"{port}", "--http-users", users), area.Root);
            server.Connect().Dispose();
            var http = new IPEndPoint(IPAddress.Loopback, port);
            SteadyQueries.Run(server, plan.Queries, TimeSpan.FromSeconds(1));
            Search(http, plan with { Part = TimeSpan.FromSeconds(1) }, () => Thread.Sleep(1000));
            AddRow(table, round, "queries alone", SteadyQueries.Run(server, plan.Queries, plan.Part), plan, null, null);

            LoadResult? beside = null;
            Searched both = Search(http, plan, () => beside = SteadyQueries.Run(server, plan.Queries, plan.Part));
            AddRow(table, round, "both", beside, plan, both, null);

            ProcessorTime before = ProcessorTime.Read(server.Id);
            Searched alone = Search(http, plan with { Rate = 0 }, () => Thread.Sleep(plan.Part));
            TimeSpan used = ProcessorTime.Read(server.Id).Since(before);
            AddRow(table, round, "searches alone, as many as can be", null, plan, alone, used / alone.Times.Count);
        }
        finally
        {
            File.Delete(users);
        }
    }

    private static Searched Search(IPEndPoint server, Plan plan, Action meanwhile)
    {
        Searcher[] searchers =
        [
            .. Enumerable.Range(0, plan.Connections).Select(connection => new Searcher(
                server,
                number => $"{Resource}?PatientID={GeneratedEntry.PatientID(((number * plan.Connections) + connection) % plan.Entries)}",
                $"Bearer {Token}", plan.Rate / plan.Connections)),
        ];
        using var stop = new CancellationTokenSource();
        try
        {
            Task[] running =
            [
                .. searchers.Select(searcher => Task.Factory.StartNew(
                    () => searcher.Run(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
                    TaskScheduler.Default)),
            ];
            meanwhile();
            stop.Cancel();
            Task.WaitAll(running);
            return new Searched([.. searchers.SelectMany(searcher => searcher.Times)], searchers.Sum(searcher => searcher.Bytes));
        }
        finally
        {
            Array.ForEach(searchers, searcher => searcher.Dispose());
        }
    }

    private static void AddRow(
        Table table, int round, string part, LoadResult? asked, Plan plan, Searched? searched, TimeSpan? perSearch)
    {
        Distribution? times = asked is null ? null : new Distribution(asked.Times);
        Distribution? searches = searched is null ? null : new Distribution(searched.Times);
        table.AddRow(
            Number.Text(round), part, Number.Text(asked?.Times.Count / plan.Part.TotalSeconds), Number.Text(times?.P50),
            Number.Text(times?.Percentile(99)), Number.Text(searched?.Times.Count / plan.Part.TotalSeconds),
            Number.Text(searches?.P50), Number.Text(searches?.Percentile(99)),
            Number.Text((double?)searched?.Bytes / searched?.Times.Count), Number.Text(perSearch?.TotalMicroseconds));
    }

    /// <summary>What is to be measured.</summary>
    /// <param name="Entries">How many entries the area has.</param>
    /// <param name="Rate">Searches a second.</param>
    /// <param name="Connections">Connections that search.</param>
    /// <param name="Queries">Queries a second of each association.</param>
    /// <param name="Part">How long each part takes.</param>
    private sealed record Plan(int Entries, int Rate, int Connections, int Queries, TimeSpan Part);

    /// <summary>What searches took.</summary>
    /// <param name="Times">Each.</param>
    /// <param name="Bytes">All bytes of the answers.</param>
    private sealed record Searched(IReadOnlyList<TimeSpan> Times, long Bytes);
}
