using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>An area on a network file system, which nobody changes: what it costs to know that.</summary>
internal static class NetworkDisk
{
    private static readonly (int Entries, double Usual, double Rename)[] Rows = [(1_000, 10, 3), (10_000, 100, 5)];

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        foreach ((int entries, double usual, double rename) in Rows)
        {
            string what = $"query of {Number.Text(entries)} entries on a replicated GlusterFS";
            if (settings.Gluster is null)
            {
                yield return Goal.NotMeasured(what, "--gluster was not given");
                continue;
            }

            using var area = new GeneratedArea(entries, parent: settings.Gluster);
            yield return Goal.AtMost($"{what}: p50", usual, "ms", P50(area, settings.Load));
            yield return Goal.AtMost(
                $"{what}, --writers rename: p50", rename, "ms", P50(area, settings.Load, "--writers", "rename"));
        }
    }

    private static double P50(GeneratedArea area, TimeSpan time, params string[] options)
    {
        byte[] request = FindRequest.Create(QueryIdentifiers.OfPatient(area.Entries / 2));
        using var server = new ServerProcess(ServerProgram.WlmscpWith(options), area.Root);
        server.Connect().Dispose(); // from now on it listens
        Load.Run(server, new LoadPlan(request, 1, 2, TimeSpan.Zero));
        LoadResult result = Load.Run(server, new LoadPlan(request, 1, 2, time));
        return result.Error is null
            ? new Distribution(result.Times).P50
            : throw new BenchmarkException(result.Error);
    }
}
