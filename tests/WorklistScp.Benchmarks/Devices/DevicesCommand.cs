using System.CommandLine;
using Spectre.Console;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Devices;

/// <summary><c>devices</c>: what profiles of devices cost a query of processor time.</summary>
internal static class DevicesCommand
{
    private const int Others = 500;

    private static readonly (string Name, string Profiles)[] Configurations =
    [
        ("no profiles", ""),
        ($"{Others} of other devices", string.Join(",\n", Enumerable.Range(0, Others).Select(number =>
            $$"""{ "calling": "OTHER{{number}}{{(number % 2 == 0 ? "*" : "")}}", "limit": 10 }"""))),
        ("one with five settings", """
            { "hide": ["DEPARTED"], "dates": { "widest": "-9999d..+9999d" }, "limit": 100,
              "set": { "StudyDescription": "{RequestedProcedureDescription}" },
              "characterSet": { "name": "ISO_IR 100", "transliterate": true } }
            """),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> entries = OptionLimits.Number("--entries", "worklist files in the storage area", 10_000, 1);
        Option<int> seconds = OptionLimits.Number("--seconds", "length of each part", 1, 1);
        Option<int> rounds = OptionLimits.Number("--rounds", "turns", 40, 1);
        var command = new Command("devices", "processor time of queries with profiles of devices")
        {
            entries, seconds, rounds,
        };
        command.SetAction(result => Run(
            result.GetValue(entries), TimeSpan.FromSeconds(result.GetValue(seconds)), result.GetValue(rounds)));
        return command;
    }

    private static void Run(int entries, TimeSpan part, int rounds)
    {
        using var area = new GeneratedArea(entries);
        var servers = new List<ServerProcess>();
        string directory = Directory.CreateTempSubdirectory("wlmscp-benchmark-").FullName;
        try
        {
            foreach ((_, string profiles) in Configurations)
            {
                servers.Add(Start(area, profiles, Path.Join(directory, $"{servers.Count}.json")));
            }

            List<double>[] costs = [.. servers.Select(_ => new List<double>())];
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < servers.Count; i++)
                {
                    costs[i].Add(CostOf(servers[i], part));
                }
            }

            Report(entries, costs);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
            Directory.Delete(directory, recursive: true);
        }
    }

    private static ServerProcess Start(GeneratedArea area, string profiles, string file)
    {
        string[] options = ["--max-associations", "100"];
        if (profiles.Length > 0)
        {
            File.WriteAllText(file, $$"""{ "devices": [ {{profiles}} ] }""");
            options = [.. options, "--config", file];
        }

        var server = new ServerProcess(ServerProgram.WlmscpWith(options), area.Root);
        server.Connect().Dispose();
        SteadyQueries.Run(server, 0, TimeSpan.FromSeconds(1));
        return server;
    }

    // Microseconds of processor time that a query takes.
    private static double CostOf(ServerProcess server, TimeSpan part)
    {
        ProcessorTime before = ProcessorTime.Read(server.Id);
        LoadResult result = SteadyQueries.Run(server, 0, part);
        return (ProcessorTime.Read(server.Id).Since(before) / result.Times.Count).TotalMicroseconds;
    }

    private static void Report(int entries, List<double>[] costs)
    {
        Table table = new Table().AddColumns("profiles", "CPU us per query", "least", "most", "ratio, median of rounds");
        for (var i = 0; i < costs.Length; i++)
        {
            double[] ratios = [.. costs[i].Zip(costs[0], (cost, without) => cost / without)];
            table.AddRow(
                Configurations[i].Name, Number.Text(Median(costs[i])), Number.Text(costs[i].Min()),
                Number.Text(costs[i].Max()), Number.Text(Median(ratios)));
        }

        StandardOutput.Write($"Queries that find one of {Number.Text(entries)} entries", table);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
