using System.Net;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>One address opens all associations, and asks nothing: whether another one gets in.</summary>
internal static class IdleAssociations
{
    private const int Entries = 100;
    private const int Associations = 60;

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), areas.Get(Entries).Root);
        server.Connect().Dispose(); // from now on it listens
        var idle = new List<WorklistClient>();
        try
        {
            for (var i = 0; i < Associations; i++)
            {
                Open(server, Peer.Address(1), idle);
            }

            int open = idle.Count;
            string? refusal = Open(server, Peer.Address(2), idle);
            yield return new Goal(
                $"{Associations} idle associations of one address, {open} of them accepted: another address",
                "is accepted", refusal ?? "is accepted", refusal is null);
        }
        finally
        {
            idle.ForEach(client => client.Dispose());
        }
    }

    private static string? Open(ServerProcess server, IPAddress from, List<WorklistClient> open)
    {
        try
        {
            open.Add(Peer.Open(server, from));
            return null;
        }
        catch (BenchmarkException e)
        {
            return e.Message;
        }
    }
}
