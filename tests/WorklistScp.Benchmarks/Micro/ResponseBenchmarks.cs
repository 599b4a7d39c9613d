using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace WorklistScp.Benchmarks.Micro;

/// <summary>From a match to the bytes of its response.</summary>
[MemoryDiagnoser]
public class ResponseBenchmarks
{
    private readonly ResponseBuilder _builder = new(ResponseCharacterSet.WhenNeeded, NullLogger.Instance);
    private readonly WorklistQuery _query = WorklistQuery.Parse(QueryIdentifiers.Selective, new());
    private readonly WorklistEntry _entry = new("entry.wl", GeneratedEntry.Create(0));
    private readonly ByteBuffer _output = new();

    /// <summary>In the transfer syntax that entries are kept in.</summary>
    [Benchmark]
    public int EncodeExplicitVR() => Encode(DicomTransferSyntax.ExplicitVRLittleEndian);

    /// <summary>In the transfer syntax that every modality knows.</summary>
    [Benchmark]
    public int EncodeImplicitVR() => Encode(DicomTransferSyntax.ImplicitVRLittleEndian);

    private int Encode(DicomTransferSyntax syntax)
    {
        _output.Clear();
        _builder.Write(_query, _entry, syntax, _output);
        return _output.Length;
    }
}
