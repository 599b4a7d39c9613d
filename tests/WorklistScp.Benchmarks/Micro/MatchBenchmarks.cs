using BenchmarkDotNet.Attributes;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Benchmarks.Micro;

/// <summary>Which entries match a query.</summary>
[MemoryDiagnoser]
public class MatchBenchmarks
{
    private const int Entries = 10_000;

    private readonly WorklistQuery _selective = WorklistQuery.Parse(QueryIdentifiers.Selective, new());
    private readonly WorklistQuery _allKinds = WorklistQuery.Parse(Identifiers.AllKinds(), new());
    private readonly WorklistEntry _entry = new("entry.wl", GeneratedEntry.Create(0));
    private WorklistSnapshot _snapshot = WorklistSnapshot.Of([]);

    /// <summary>Makes the entries, and makes sure that the queries are what they are meant to be.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _snapshot = WorklistSnapshot.Of(Enumerable.Range(0, Entries).Select(Create));
        int found = SelectiveOf10000();
        if (found != SelectedEntries.Count(Entries) || !AllKindsOfKeys())
        {
            throw new BenchmarkException($"the queries do not fit the entries: {found} matches");
        }
    }

    /// <summary>All matches of the selective query.</summary>
    [Benchmark]
    public int SelectiveOf10000() => _snapshot.Find(_selective.Search).Count(_selective.Matches);

    /// <summary>One entry that matches a query with all kinds of keys.</summary>
    [Benchmark]
    public bool AllKindsOfKeys() => _allKinds.Matches(_entry);

    private static WorklistEntry Create(int number) => new(
        $"entry{number:D6}.wl", GeneratedEntry.Create(number, SelectedEntries.Contains(number, Entries)));
}
