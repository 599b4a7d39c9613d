using System.Diagnostics;
using System.Net.Sockets;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>The first query after the start: sent at once, and when there was time to read all files before.</summary>
internal static class FirstQuery
{
    private const double EntriesPerSecond = 1_000_000 / 12.0;

    // Where nothing is left to be read, a query is one of any others.
    private static readonly TimeSpan LaterGoal = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        foreach (int entries in settings.Sizes(100_000, 1_000_000))
        {
            GeneratedArea area = areas.Get(entries);
            TimeSpan reading = TimeSpan.FromSeconds(entries / EntriesPerSecond);
            yield return Goal.Within(
                $"first query as soon as it listens, {Number.Text(entries)} entries", reading,
                Ask(area, TimeSpan.Zero));
            TimeSpan later = reading + TimeSpan.FromSeconds(1);
            yield return Goal.Within(
                $"first query {Number.Text(later)} after it listens, {Number.Text(entries)} entries", LaterGoal,
                Ask(area, later));
        }
    }

    private static Wait Ask(GeneratedArea area, TimeSpan later)
    {
        byte[] request = FindRequest.Create(QueryIdentifiers.OfPatient(area.Entries / 2));
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), area.Root);
        Socket socket = server.Connect();
        Pauses.For(later);
        using var client = new WorklistClient(socket);
        long asked = Stopwatch.GetTimestamp();
        Answers.Expect(1, client.Find(request));
        return new Wait(Stopwatch.GetElapsedTime(asked));
    }
}
