using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>How many queries a scenario is measured with: as many as a time allows, and enough of slow ones.</summary>
internal static class Plans
{
    private const int LeastOfFast = 200;
    private const int LeastOfSlow = 3;
    private const int LeastOfSlowest = 2;
    private const int SlowestEntries = 100_000;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>Makes the plan of one turn.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="area">The entries.</param>
    /// <param name="isFast">Whether the program is expected to answer at once when few entries match.</param>
    public static LoadPlan Create(Scenario scenario, GeneratedArea area, bool isFast)
    {
        if (scenario.QueriesEach is { } queries)
        {
            return new LoadPlan(scenario.Query.Request, scenario.Associations, queries, TimeSpan.Zero);
        }

        int least = Math.Max(1, Least(scenario, area, isFast) / scenario.Associations);
        var plan = new LoadPlan(scenario.Query.Request, scenario.Associations, least, Budget);
        return scenario.ChangesFile ? plan with { BeforeQuery = Changes(area) } : plan;
    }

    private static int Least(Scenario scenario, GeneratedArea area, bool isFast) =>
        isFast && scenario.Query == Query.Selective ? LeastOfFast
        : area.Entries < SlowestEntries ? LeastOfSlow
        : LeastOfSlowest;

    private static Action Changes(GeneratedArea area)
    {
        var next = 0;
        return () => area.Replace(next++ % area.Entries);
    }
}
