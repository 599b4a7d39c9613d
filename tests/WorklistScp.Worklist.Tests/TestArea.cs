using System.Buffers;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Tests;

/// <summary>A root directory with the storage area ONE, in real files that are deleted afterwards.</summary>
internal sealed class TestArea : IDisposable
{
    private readonly StorageAreas _areas;

    public TestArea(StorageAreaOptions? options = null, TimeProvider? time = null)
    {
        Root = System.IO.Directory.CreateTempSubdirectory("wlmscp-").FullName;
        Directory = Path.Join(Root, "ONE");
        System.IO.Directory.CreateDirectory(Directory);
        File.WriteAllBytes(LockFile, []);
        _areas = new StorageAreas(
            Root, options ?? new StorageAreaOptions(), Logger, time ?? new FakeTimeProvider(LongAfter));
    }

    /// <summary>
    /// A clock by which every file was written long ago: a file that was read once is not read again.
    /// </summary>
    public static DateTimeOffset LongAfter { get; } = DateTimeOffset.UtcNow.AddHours(1);

    public string Root { get; }

    public string Directory { get; }

    public string LockFile => Path.Join(Directory, "lockfile");

    public RecordingLogger Logger { get; } = new();

    public StorageAreas Areas => _areas;

    public StorageArea Area => _areas.Find("ONE") ?? throw new InvalidOperationException("no storage area ONE");

    public static byte[] Encode(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian).Write(output);
        return output.WrittenSpan.ToArray();
    }

    public string PathOf(string name) => Path.Join(Directory, name);

    public void Write(string name, DicomDataset dataset) => Write(name, Encode(dataset));

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(PathOf(name), bytes);

    public Task<WorklistSnapshot> ReadAsync() => Area.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<string> ReadNamesAsync() =>
        string.Join(' ', (await ReadAsync()).Entries.Select(entry => entry.FileName));

    public void Dispose()
    {
        _areas.Dispose();
        System.IO.Directory.Delete(Root, recursive: true);
    }
}
