using System.Diagnostics;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>How long the selective query takes of a modality that asks now and then, not in a loop.</summary>
/// <param name="Program">The program.</param>
/// <param name="Entries">The size of the area.</param>
internal sealed record SilenceTimes(ServerProgram Program, int Entries)
{
    private const int Queries = 3;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(6);

    /// <summary>From request to final response, one for each silence.</summary>
    public List<TimeSpan> Times { get; } = [];

    /// <summary>Measures programs, which are silent at the same time, and asked in turn.</summary>
    public static IReadOnlyList<SilenceTimes> Measure(GeneratedArea area, IEnumerable<ServerProgram> programs)
    {
        var servers = new List<ServerProcess>();
        var clients = new List<WorklistClient>();
        SilenceTimes[] all = [.. programs.Select(program => new SilenceTimes(program, area.Entries))];
        try
        {
            foreach (SilenceTimes of in all)
            {
                servers.Add(new ServerProcess(of.Program, area.Root));
                clients.Add(new WorklistClient(servers[^1].Connect()));
                clients[^1].Find(Query.Selective.Request);
            }

            for (var i = 0; i < Queries; i++)
            {
                Task.Delay(Silence).Wait();
                foreach ((SilenceTimes of, WorklistClient client) in all.Zip(clients))
                {
                    of.Ask(client);
                }
            }
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
            servers.ForEach(server => server.Dispose());
        }

        return all;
    }

    private void Ask(WorklistClient client)
    {
        long asked = Stopwatch.GetTimestamp();
        client.Find(Query.Selective.Request);
        Times.Add(Stopwatch.GetElapsedTime(asked));
    }
}
