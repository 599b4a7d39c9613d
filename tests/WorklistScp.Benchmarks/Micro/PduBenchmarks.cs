using System.Buffers;
using BenchmarkDotNet.Attributes;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Benchmarks.Micro;

/// <summary>From the bytes of a socket to PDUs.</summary>
[MemoryDiagnoser]
public class PduBenchmarks
{
    private const uint MaxLength = 16384;

    private readonly byte[] _find = FindRequest.Create(Identifiers.AllKinds());
    private readonly byte[] _associate = AssociateRequest.Bytes;

    /// <summary>The two P-DATA-TF of a C-FIND-RQ.</summary>
    [Benchmark]
    public int ReadFindRequest() => Read(_find);

    /// <summary>An A-ASSOCIATE-RQ.</summary>
    [Benchmark]
    public int ReadAssociateRequest() => Read(_associate);

    private static int Read(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        var count = 0;
        while (PduReader.TryRead(ref buffer, MaxLength, out _))
        {
            count++;
        }

        return count;
    }
}
