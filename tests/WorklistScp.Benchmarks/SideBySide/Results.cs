using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;
using WorklistScp.Benchmarks.Start;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>All that has been measured.</summary>
/// <param name="programs">The programs.</param>
internal sealed class Results(ComparedPrograms programs)
{
    private readonly List<QueryMeasurement> _queries = [];
    private readonly List<IdleMemory> _memory = [];

    /// <summary>The programs.</summary>
    public ComparedPrograms Programs => programs;

    /// <summary>What queries took.</summary>
    public IReadOnlyList<QueryMeasurement> Queries => _queries;

    /// <summary>The memory at the start, by program and entries.</summary>
    public IReadOnlyList<IdleMemory> Memory => _memory;

    /// <summary>The first queries of <see cref="Scenario.ChangedEntries"/> entries; no times: not measured.</summary>
    public IReadOnlyList<FirstQueryTimes> FirstQueries { get; } =
        [.. programs.All.Select(program => new FirstQueryTimes(program))];

    /// <summary>Queries after silence, by program and entries.</summary>
    public List<SilenceTimes> Silences { get; } = [];

    /// <summary>The starts.</summary>
    public IReadOnlyList<StartTimes> Starts { get; } =
        [new StartTimes(programs.Wlmscp), new StartTimes(programs.Wlmscpfs)];

    /// <summary>What starts are compared with.</summary>
    public VersionTimes Version { get; } = new(programs.Wlmscpfs);

    /// <summary>The measurement of queries, if there is one.</summary>
    public QueryMeasurement? Find(ServerProgram program, int entries, Scenario scenario) => _queries.Find(
        of => of.Program == program && of.Entries == entries && of.Scenario == scenario);

    /// <summary>The most memory, in MB, that a program had resident after a query of one association.</summary>
    public double? FindMemory(ServerProgram program, int entries) =>
        _memory.Find(of => of.Program == program && of.Entries == entries) is { } first
            ? _queries.Where(of => of.Program == program && of.Entries == entries && of.Scenario.Associations == 1)
                .Select(of => of.Memory.Resident).Append(first.FirstQuery.Resident).Max()
            : null;

    /// <summary>The first queries of a program, if they were measured.</summary>
    public Distribution? FindFirstQueries(ServerProgram program)
    {
        FirstQueryTimes times = FirstQueries.First(of => of.Program == program);
        return times.Query.Count == 0 ? null : new Distribution(times.Query);
    }

    /// <summary>The median, in ms, of queries after silence, if a scenario has them: it is the selective one.</summary>
    public double? FindAfterSilence(ServerProgram program, int entries, Scenario scenario) =>
        scenario == Scenario.Selective
            && Silences.Find(of => of.Program == program && of.Entries == entries) is { } silence
            ? new Distribution(silence.Times).P50
            : null;

    /// <summary>The measurement of queries, a new one if there is none.</summary>
    public QueryMeasurement Get(ServerProgram program, int entries, Scenario scenario)
    {
        if (Find(program, entries, scenario) is { } known)
        {
            return known;
        }

        _queries.Add(new QueryMeasurement(program, entries, scenario));
        return _queries[^1];
    }

    /// <summary>The memory at the start, a new one if there is none.</summary>
    public IdleMemory GetMemory(ServerProgram program, int entries)
    {
        if (_memory.Find(of => of.Program == program && of.Entries == entries) is { } known)
        {
            return known;
        }

        _memory.Add(new IdleMemory(program, entries));
        return _memory[^1];
    }
}
