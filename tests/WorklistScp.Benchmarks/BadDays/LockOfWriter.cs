using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Readers that look at each file, and never pause: whether a writer gets its turn.</summary>
internal static class LockOfWriter
{
    private const int Entries = 10_000;
    private const int Peers = 4;
    private const int Times = 5;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        GeneratedArea area = areas.Get(Entries);
        using var server = new ServerProcess(ServerProgram.WlmscpWith("--rescan", "0"), area.Root);
        server.Connect().Dispose(); // from now on it listens
        byte[] request = FindRequest.Create(QueryIdentifiers.OfPatient(1));
        Peer.Open(server, Peer.Address(1)).Find(request); // reads the files
        Wait longest = default;
        Task last = Task.CompletedTask;
        using (new Askers(server, Peer.Address(1), Peers, request))
        {
            for (var i = 0; i < Times && longest.Error is null; i++)
            {
                (Wait wait, last) = Take(area.LockFile);
                longest = wait.Time > longest.Time ? wait : longest;
            }
        }

        last.Wait(); // nobody asks any more
        yield return Goal.Within(
            $"{Peers} clients loop queries with --rescan 0, {Number.Text(Entries)} entries: a writer's lock",
            LongestWait, longest);
    }

    private static (Wait Wait, Task Taken) Take(string lockFile)
    {
        long begin = Stopwatch.GetTimestamp();
        Task taken = Task.Run(() =>
        {
            using SafeFileHandle held = WriterLock.Take(lockFile);
        });
        return taken.Wait(Limit)
            ? (new Wait(Stopwatch.GetElapsedTime(begin)), taken)
            : (new Wait(Limit, "not granted"), taken);
    }
}
