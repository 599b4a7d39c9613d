using WorklistScp.Benchmarks.Data;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>16 associations that each ask for one patient at a steady rate.</summary>
internal static class SteadyQueries
{
    private const int Associations = 16;

    /// <summary>Asks.</summary>
    /// <param name="server">Whom.</param>
    /// <param name="rate">Queries a second of each association; 0: one after the other.</param>
    /// <param name="time">How long.</param>
    /// <exception cref="BenchmarkException">A query is not answered as it should be.</exception>
    public static LoadResult Run(ServerProcess server, int rate, TimeSpan time)
    {
        LoadResult result = Load.Run(
            server,
            new LoadPlan(FindRequest.Create(QueryIdentifiers.OfPatient(3)), Associations, 1, time)
            {
                BeforeQuery = () => Thread.Sleep(rate == 0 ? 0 : Random.Shared.Next(2 * 1000 / rate)),
            });
        return result is { Refused: 0, Failed: 0 } && result.Matches.SetEquals([1])
            ? result
            : throw new BenchmarkException($"queries fail: {result.Error}");
    }
}
