using Spectre.Console;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;
using WorklistScp.Benchmarks.Start;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>
/// Measures programs in turn, A B C A B C, so that what else goes on in the machine meets all of them. Each turn is a
/// new process, which answers one query before any counts.
/// </summary>
/// <param name="sizes">The sizes of areas.</param>
/// <param name="rounds">How many turns each program has.</param>
internal sealed class SideBySideRun(IReadOnlyList<int> sizes, int rounds)
{
    private const int FirstQueriesInRound = 3;
    private const int StartsInRound = 10;

    private readonly Results _results = new(new ComparedPrograms());

    /// <summary>Measures all.</summary>
    public Results Run()
    {
        StandardError.Console.Progress().Start(context =>
        {
            foreach (int entries in sizes)
            {
                int steps = rounds * _results.Programs.All.Count() * Scenario.For(entries).Count();
                ProgressTask progress = context.AddTask($"{Number.Text(entries)} entries", maxValue: steps);
                using var area = new GeneratedArea(entries);
                for (var round = 0; round < rounds; round++)
                {
                    MeasureRound(area, progress);
                }

                _results.Silences.AddRange(SilenceTimes.Measure(area, _results.Programs.All));
            }
        });
        return _results;
    }

    private void MeasureRound(GeneratedArea area, ProgressTask progress)
    {
        foreach (ServerProgram program in _results.Programs.All)
        {
            MeasureQueries(area, program, progress);
        }

        if (area.Entries == Scenario.ChangedEntries)
        {
            MeasureFirstQueries(area);
        }

        if (area.Entries == sizes[0])
        {
            MeasureStarts(area);
        }
    }

    private void MeasureQueries(GeneratedArea area, ServerProgram program, ProgressTask progress)
    {
        using var server = new ServerProcess(program, area.Root);
        _results.GetMemory(program, area.Entries).Measure(server, Query.Selective);
        foreach (Scenario scenario in Scenario.For(area.Entries))
        {
            if (scenario.QueriesEach is null || program == _results.Programs.Wlmscp)
            {
                LoadPlan plan = Plans.Create(scenario, area, isFast: program == _results.Programs.Wlmscp);
                _results.Get(program, area.Entries, scenario).Add(Load.Run(server, plan));
            }

            progress.Increment(1);
        }
    }

    private void MeasureFirstQueries(GeneratedArea area)
    {
        for (var run = 0; run < FirstQueriesInRound; run++)
        {
            foreach (FirstQueryTimes times in _results.FirstQueries)
            {
                times.Measure(area.Root, Query.Selective);
            }
        }
    }

    private void MeasureStarts(GeneratedArea area)
    {
        for (var run = 0; run < StartsInRound; run++)
        {
            foreach (StartTimes times in _results.Starts)
            {
                times.Measure(area.Root);
            }

            _results.Version.Measure();
        }
    }
}
