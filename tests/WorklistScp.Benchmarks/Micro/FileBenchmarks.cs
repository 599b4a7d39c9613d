using System.Buffers;
using BenchmarkDotNet.Attributes;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Benchmarks.Micro;

/// <summary>From the bytes of a worklist file to an entry.</summary>
[MemoryDiagnoser]
public class FileBenchmarks
{
    private readonly byte[] _file = CreateFile();

    [Benchmark]
    public WorklistEntry ReadFile() => new("entry.wl", DicomFile.Read(_file).Dataset);

    private static byte[] CreateFile()
    {
        var output = new ArrayBufferWriter<byte>();
        new DicomFile(GeneratedEntry.Create(0), DicomTransferSyntax.ExplicitVRLittleEndian).Write(output);
        return output.WrittenSpan.ToArray();
    }
}
