using System.Diagnostics;
using System.Net.Sockets;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Three addresses open 3,000 connections, and send nothing: when an honest peer is served.</summary>
internal static class SilentConnections
{
    private const int Entries = 1_000;
    private const int Connections = 3_000;
    private const int Addresses = 3;
    private const int Honest = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), areas.Get(Entries).Root);
        server.Connect().Dispose(); // from now on it listens
        var silent = new List<Socket>();
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                silent.Add(Peer.Connect(server, Peer.Address(1 + i % Addresses)));
            }

            Wait longest = Enumerable.Range(0, Honest).Select(_ => Ask(server)).MaxBy(wait => wait.Time);
            yield return Goal.Within(
                $"{Number.Text(Connections)} silent connections of {Addresses} addresses: an honest peer's answer",
                LongestWait, longest);
        }
        finally
        {
            silent.ForEach(socket => socket.Dispose());
        }
    }

    private static Wait Ask(ServerProcess server)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            using WorklistClient client = Peer.Open(server, Peer.Address(Addresses + 1));
            Answers.Expect(1, client.Find(FindRequest.Create(QueryIdentifiers.OfPatient(1))));
            return new Wait(Stopwatch.GetElapsedTime(begin));
        }
        catch (BenchmarkException e)
        {
            return new Wait(Stopwatch.GetElapsedTime(begin), e.Message);
        }
    }
}
