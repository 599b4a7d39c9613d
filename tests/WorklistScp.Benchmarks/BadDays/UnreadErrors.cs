using System.Net.Sockets;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Nobody reads standard error, and 3,000 connections bring bytes that make a line there each.</summary>
internal static class UnreadErrors
{
    private const int Entries = 1_000;
    private const int Connections = 3_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(11); // associations get 10 s
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly byte[] Garbage = "GET / HTTP/1.1\r\nHost: nobody\r\n\r\n"u8.ToArray();

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        using var server = new ServerProcess(
            ServerProgram.WlmscpWith(), areas.Get(Entries).Root, readsErrors: false);
        server.Connect().Dispose(); // from now on it listens
        string what = $"standard error that nobody reads, {Number.Text(Connections)} connections with garbage";
        using (var asking = Bystanders.Asking(server, FindRequest.Create(QueryIdentifiers.OfPatient(1)), 1))
        using (var arriving = Bystanders.Arriving(server))
        {
            for (var i = 0; i < Connections; i++)
            {
                SendGarbage(server);
            }

            Pauses.For(TimeSpan.FromSeconds(1));
            yield return Goal.Within($"{what}: another's longest wait", LongestWait, asking.Stop());
            yield return Goal.Within($"{what}: a new association", LongestWait, arriving.Stop());
        }

        TimeSpan? end = server.Terminate(Limit);
        yield return Goal.Within(
            $"{what}: end after SIGTERM", LongestEnd, new Wait(end ?? Limit, end is null ? "it runs on" : null));
    }

    private static void SendGarbage(ServerProcess server)
    {
        using Socket socket = Peer.Connect(server, Peer.Address(1));
        try
        {
            socket.Send(Garbage);
        }
        catch (SocketException)
        {
            // It is closed already, which is as good.
        }
    }
}
