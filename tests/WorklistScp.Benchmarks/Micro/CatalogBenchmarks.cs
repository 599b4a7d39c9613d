using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;

namespace WorklistScp.Benchmarks.Micro;

/// <summary>The picture of a storage area of 10,000 files, brought up to date under the lock.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls the cleanup.")]
public class CatalogBenchmarks
{
    private const int Entries = 10_000;

    // What is measured is the answer between two scans of the directory.
    private static readonly StorageAreaOptions Options = new() { RescanInterval = TimeSpan.FromHours(1) };

    private GeneratedArea? _directory;
    private StorageAreas? _areas;
    private StorageArea? _area;
    private string _changed = "";
    private byte[] _bytes = [];

    /// <summary>Writes the files, and has them read once.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _directory = new GeneratedArea(Entries);
        _areas = new StorageAreas(_directory.Root, Options, NullLogger.Instance, TimeProvider.System);
        _area = await _areas.FindAsync(GeneratedArea.Name, CancellationToken.None);
        _changed = Path.Join(_directory.Root, GeneratedArea.Name, "entry005000.wl");
        _bytes = await File.ReadAllBytesAsync(_changed);
        await Unchanged();
    }

    /// <summary>Removes the files.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _areas?.Dispose();
        _directory?.Dispose();
    }

    /// <summary>No file has changed.</summary>
    [Benchmark]
    public Task<AreaSnapshot> Unchanged() => _area!.ReadAsync(CancellationToken.None);

    /// <summary>What the next one does besides.</summary>
    [Benchmark]
    public void WriteOneFile()
    {
        // In place: a file that is emptied first waits for the disk.
        using SafeFileHandle file = File.OpenHandle(_changed, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, _bytes, 0);
    }

    /// <summary>One file was written.</summary>
    [Benchmark]
    public Task<AreaSnapshot> WriteOneFileAndRefresh()
    {
        WriteOneFile();
        return Unchanged();
    }
}
