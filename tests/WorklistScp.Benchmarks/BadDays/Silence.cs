using System.Diagnostics;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>A modality asks now and then, not in a loop: servers of areas of all sizes, each asked after 6 s.</summary>
internal static class Silence
{
    private const int Reference = 100;
    private const double MostTimes = 1.5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(6);

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        var servers = new List<SilentServer>();
        try
        {
            foreach (int entries in settings.Sizes(Reference, 10_000, 100_000, 1_000_000))
            {
                servers.Add(new SilentServer(areas.Get(entries)));
            }

            for (var i = 0; i < settings.Repeats; i++)
            {
                Pauses.For(Pause);
                servers.ForEach(server => server.Ask());
            }
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }

        double least = servers[0].P50;
        return servers.Select(server => Row(server, server.P50 / least));
    }

    private static Goal Row(SilentServer server, double times) => new(
        $"query after 6 s of silence, {Number.Text(server.Entries)} entries: p50",
        server.Entries == Reference ? "–" : $"at most {MostTimes} times that of {Reference} entries",
        $"{Number.Text(server.P50)} ms, {Number.Text(times)} times",
        server.Entries == Reference ? null : times <= MostTimes);

    private sealed class SilentServer : IDisposable
    {
        private readonly byte[] _request;
        private readonly ServerProcess _server;
        private readonly WorklistClient _client;
        private readonly List<TimeSpan> _times = [];

        public SilentServer(GeneratedArea area)
        {
            Entries = area.Entries;
            _request = FindRequest.Create(QueryIdentifiers.OfPatient(area.Entries / 2));
            _server = new ServerProcess(ServerProgram.WlmscpWith(), area.Root);
            _client = new WorklistClient(_server.Connect());
            Ask();
            Ask(); // builds indexes
            _times.Clear();
        }

        public int Entries { get; }

        public double P50 => new Distribution(_times).P50;

        public void Ask()
        {
            long asked = Stopwatch.GetTimestamp();
            Answers.Expect(1, _client.Find(_request));
            _times.Add(Stopwatch.GetElapsedTime(asked));
        }

        public void Dispose()
        {
            _client.Dispose();
            _server.Dispose();
        }
    }
}
