using System.Diagnostics;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>What a server uses when nobody asks: since its start, or since a while ago.</summary>
internal static class Idle
{
    private const int Entries = 100_000;
    private const double Tick = 10; // ms: less is nothing in what ps(1) and top(1) show
    private const double Share = 0.01; // of one processor, for looking at files beside

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        GeneratedArea area = areas.Get(Math.Min(Entries, settings.Largest));
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), area.Root);
        server.Connect().Dispose(); // from now on it listens
        string what = $"processor time in {Number.Text(settings.Idle)}, {Number.Text(area.Entries)} entries";
        yield return Goal.AtMost(
            $"{what}, nobody has asked", Tick, "ms", UsedWithin(server, settings.Idle).TotalMilliseconds);
        using (var client = new WorklistClient(server.Connect()))
        {
            Answers.Expect(1, client.Find(FindRequest.Create(QueryIdentifiers.OfPatient(1))));
        }

        yield return Goal.AtMost(
            $"{what}, after a query", settings.Idle.TotalMilliseconds * Share, "ms",
            UsedWithin(server, settings.Idle).TotalMilliseconds);
    }

    private static TimeSpan UsedWithin(ServerProcess server, TimeSpan time)
    {
        for (long begin = Stopwatch.GetTimestamp();
            Used(server, Moment).TotalMilliseconds > Tick && Stopwatch.GetElapsedTime(begin) < Limit;)
        {
            // It still reads.
        }

        return Used(server, time);
    }

    private static TimeSpan Used(ServerProcess server, TimeSpan time)
    {
        ProcessorTime before = ProcessorTime.Read(server.Id);
        Pauses.For(time);
        return ProcessorTime.Read(server.Id).Since(before);
    }
}
