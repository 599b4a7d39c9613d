using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>What wlmscp wants to reach beside wlmscpfs.</summary>
internal sealed class Goals
{
    private const int Few = 100;
    private const int Crowded = Scenario.CrowdedEntries;
    private const int Many = 10_000;
    private const int Most = 100_000;

    private readonly Results _results;
    private readonly ServerProgram _wlmscp;
    private readonly ServerProgram _wlmscpfs;

    private Goals(Results results)
    {
        _results = results;
        _wlmscp = results.Programs.Wlmscp;
        _wlmscpfs = results.Programs.Wlmscpfs;
    }

    /// <summary>The goals, with what was measured.</summary>
    public static IReadOnlyList<Goal> Of(Results results)
    {
        var goals = new Goals(results);
        return [.. goals.Queries(), .. goals.Changes(), .. goals.Crowd(), .. goals.Memory(), goals.Start()];
    }

    private IEnumerable<Goal> Queries() =>
    [
        Goal.Times("selective query, 10,000 entries, warm: p50", 1_000, "faster", Faster(Many, Scenario.Selective)),
        Goal.Times("selective query, 10,000 entries, warm: server CPU", 2_000, "less", Less(Many, Scenario.Selective)),
        Goal.Times("selective query, 100 entries: p50", 150, "faster", Faster(Few, Scenario.Selective)),
        Goal.Times(
            "selective query, 100 entries: p50, against TCP_NODELAY=1", 20, "faster",
            Ratio(_results.Programs.WithoutDelay, Few, Scenario.Selective, of => of.Times.P50)),
        Goal.Times("universal query, 10,000 matches: p50", 20, "faster", Faster(Many, Scenario.Universal)),
        Goal.Times("universal query, 10,000 matches: server CPU", 30, "less", Less(Many, Scenario.Universal)),
        Goal.AtMost(
            "selective query, 100,000 entries against 1,000, as many matches: server CPU", 1.5, "times",
            Wlmscp(Most, Scenario.Selective)?.Processor / Wlmscp(Crowded, Scenario.Selective)?.Processor),
    ];

    private IEnumerable<Goal> Changes() =>
    [
        Goal.Times(
            "one file of 10,000 changed, then a selective query: server CPU", 500, "less",
            Less(Scenario.ChangedEntries, Scenario.Changed)),
        Goal.Less(
            "first selective query after start, 10,000 entries: p50", "one query of wlmscpfs", "ms",
            _results.FindFirstQueries(_wlmscp)?.P50,
            _results.Find(_wlmscpfs, Many, Scenario.Selective)?.Times.P50),
    ];

    private IEnumerable<Goal> Crowd()
    {
        QueryMeasurement? crowd = Wlmscp(Crowded, Scenario.Crowd);
        const string What = "1,000 associations at once, 10 queries each, 1,000 entries";
        yield return new Goal(
            What, "none refused, none failed", crowd is null ? null : $"{crowd.Refused} refused, {crowd.Failed} failed",
            crowd is { Refused: 0, Failed: 0 });
        yield return Goal.Less(
            $"{What}: p99", "p50 of wlmscpfs with 48", "ms", crowd?.Times.Percentile(99),
            _results.Find(_wlmscpfs, Crowded, Scenario.Selective.With(48))?.Times.P50);
    }

    private IEnumerable<Goal> Memory() =>
    [
        Goal.AtMost(
            "resident memory, idle", 25, "MB",
            _results.Memory.FirstOrDefault(of => of.Program == _wlmscp)?.Idle.Resident),
        Goal.AtMost(
            "resident memory, 10,000 entries: the most after the first queries", 60, "MB",
            _results.FindMemory(_wlmscp, Many)),
        Goal.AtMost(
            "resident memory, 100,000 entries: the most after the first queries", 350, "MB",
            _results.FindMemory(_wlmscp, Most)),
    ];

    private Goal Start() => Goal.Less(
        "process start to listening: p50", "a run of wlmscpfs --version", "ms",
        new Distribution(_results.Starts.First(times => times.Program == _wlmscp).Listening).P50,
        new Distribution(_results.Version.Times).P50);

    private double? Faster(int entries, Scenario scenario) =>
        Ratio(_wlmscpfs, entries, scenario, of => of.Times.P50);

    private double? Less(int entries, Scenario scenario) => Ratio(_wlmscpfs, entries, scenario, of => of.Processor);

    private double? Ratio(ServerProgram other, int entries, Scenario scenario, Func<QueryMeasurement, double> select) =>
        _results.Find(other, entries, scenario) is { } theirs && Wlmscp(entries, scenario) is { } ours
            ? select(theirs) / select(ours)
            : null;

    private QueryMeasurement? Wlmscp(int entries, Scenario scenario) => _results.Find(_wlmscp, entries, scenario);
}
