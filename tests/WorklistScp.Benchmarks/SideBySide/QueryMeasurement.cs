using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>What queries of a program took, in all rounds.</summary>
/// <param name="program">The program.</param>
/// <param name="entries">The size of the area.</param>
/// <param name="scenario">What was asked.</param>
internal sealed class QueryMeasurement(ServerProgram program, int entries, Scenario scenario)
{
    private const double MicrosecondsPerMillisecond = 1_000;

    private readonly LoadResult _sum = new();
    private Distribution? _times;
    private TimeSpan _processor;

    /// <summary>The program.</summary>
    public ServerProgram Program => program;

    /// <summary>The size of the area.</summary>
    public int Entries => entries;

    /// <summary>What was asked.</summary>
    public Scenario Scenario => scenario;

    /// <summary>How many queries were answered.</summary>
    public int Queries => _sum.Times.Count;

    /// <summary>How many associations were not accepted.</summary>
    public int Refused => _sum.Refused;

    /// <summary>How many associations broke off.</summary>
    public int Failed => _sum.Failed;

    /// <summary>From request to final response.</summary>
    public Distribution Times => _times ??= new Distribution(_sum.Times);

    /// <summary>The processor time of the server for one query, in microseconds.</summary>
    public double Processor => _processor.TotalMilliseconds * MicrosecondsPerMillisecond / Queries;

    /// <summary>The most memory after the queries of a round.</summary>
    public ServerMemory Memory { get; private set; }

    /// <summary>Adds a round.</summary>
    /// <exception cref="BenchmarkException">Answers are wrong or missing: there is nothing to compare.</exception>
    public void Add(LoadResult round)
    {
        int expected = Scenario.Query.Matches(Entries);
        if (round.Matches.Any(matches => matches != expected))
        {
            throw new BenchmarkException(
                $"{this}: {string.Join(" or ", round.Matches)} matches where there are {expected}");
        }

        if (round.Error is not null && (Scenario.QueriesEach is null || round.Times.Count == 0))
        {
            throw new BenchmarkException($"{this}: {round.Error}");
        }

        _sum.Add(round);
        _processor += round.Processor;
        _times = null;
        Memory = ServerMemory.Max(Memory, round.Memory);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Program.Name}, {Entries} entries, {Scenario.Name} query, {Scenario.Associations} associations";
}
