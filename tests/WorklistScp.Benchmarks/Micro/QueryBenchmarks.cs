using BenchmarkDotNet.Attributes;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Benchmarks.Micro;

/// <summary>From the identifier of a C-FIND-RQ to a query.</summary>
[MemoryDiagnoser]
public class QueryBenchmarks
{
    private readonly DicomDataset _identifier = Identifiers.AllKinds();
    private readonly WorklistQueryOptions _options = new();

    [Benchmark]
    public WorklistQuery CompileQuery() => WorklistQuery.Parse(_identifier, _options);
}
