using System.Net.Sockets;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>The file system of one area does not answer any more, and eight peers ask it: who else waits.</summary>
internal static class HungDisk
{
    private const int Entries = 1_000;
    private const int Peers = 8;
    private const string Hung = "HUNG";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestArrival = TimeSpan.FromSeconds(1);

    // The kernel answers by itself as long as it holds what it knows of a file for true.
    private static readonly TimeSpan KernelKeeps = TimeSpan.FromSeconds(2);

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        string what = $"an area whose FUSE daemon is stopped, {Peers} queries and {Peers} associations to it";
        if (StoppableMount.WhyNot() is { } why)
        {
            yield return Goal.NotMeasured(what, why);
            yield break;
        }

        using var area = new GeneratedArea(Entries);
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), area.Root);
        using var mount = new StoppableMount(areas.Get(Entries).AreaPath, Path.Join(area.Root, Hung));
        server.Connect().Dispose(); // from now on it listens
        byte[] request = FindRequest.Create(QueryIdentifiers.OfPatient(1));
        using (WorklistClient client = Peer.Open(server, Peer.Address(1), Hung))
        {
            Answers.Expect(1, client.Find(request));
        }

        using var askers = new Askers(server, Peer.Address(1), Peers, request, called: Hung);
        using var asking = Bystanders.Asking(server, request, 1);
        using var arriving = Bystanders.Arriving(server);
        mount.Stop();
        Pauses.For(KernelKeeps);
        var late = new List<Socket>();
        for (var i = 0; i < Peers; i++)
        {
            late.Add(Peer.Connect(server, Peer.Address(1)));
            late[i].Send(AssociateRequest.Create(Hung)); // nobody waits for the answer
        }

        Pauses.For(settings.Load);
        yield return Goal.Within($"{what}: queries to another area", LongestWait, asking.Stop());
        yield return Goal.Within($"{what}: a new association", LongestArrival, arriving.Stop());
        late.ForEach(socket => socket.Dispose());
        mount.Dispose(); // nobody can end while it hangs
    }
}
