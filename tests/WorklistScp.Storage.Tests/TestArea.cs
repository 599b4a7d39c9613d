using System.Diagnostics;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Storage.Tests;

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

    public StorageArea Area => Find("ONE") ?? throw new InvalidOperationException("no storage area ONE");

    public StorageArea? Find(string title) => FindAsync(_areas, title).Result;

    public bool? Contains(string title) => ContainsAsync(_areas, title).Result;

    public static Task<StorageArea?> FindAsync(StorageAreas areas, string title) =>
        areas.FindAsync(title, TestContext.Current.CancellationToken).AsTask();

    public static Task<bool?> ContainsAsync(StorageAreas areas, string title) =>
        areas.ContainsAsync(title, TestContext.Current.CancellationToken).AsTask();

    public string PathOf(string name) => Path.Join(Directory, name);

    public void Write(string name, DicomDataset dataset) => Write(name, Data.Encode(dataset));

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(PathOf(name), bytes);

    /// <summary>The bytes of a file, but of another patient: as many, when the patient ID is as long.</summary>
    public byte[] EncodeAs(string name, string patient)
    {
        // The header is kept: it holds a UID that is random, even in its length.
        var file = DicomFile.Read(File.ReadAllBytes(PathOf(name)));
        file.Dataset.AddOrUpdate(Data.Text(DicomTag.PatientID, patient));
        return Data.Encode(file);
    }

    /// <summary>Changes the patient and keeps the file, its size and its time of modification.</summary>
    public void Overwrite(string name, string patient)
    {
        byte[] bytes = EncodeAs(name, patient);
        DateTime modified = File.GetLastWriteTimeUtc(PathOf(name));
        using (FileStream file = OpenForWriting(name))
        {
            Assert.Equal(bytes.Length, file.Length);
            file.Write(bytes);
        }

        File.SetLastWriteTimeUtc(PathOf(name), modified);
    }

    /// <summary>Opens a file as it is. What is written arrives at once.</summary>
    public FileStream OpenForWriting(string name) =>
        new(PathOf(name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>Runs a script in the area, for what .NET does not offer.</summary>
    public async Task ShellAsync(string script)
    {
        using Process shell = Process.Start("sh", ["-c", $"cd \"$1\" && {script}", "sh", Directory]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
    }

    public async Task<WorklistSnapshot> ReadAsync() => (await ReadAreaAsync()).Worklist;

    public Task<AreaSnapshot> ReadAreaAsync() => Area.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<string> ReadNamesAsync() =>
        string.Join(' ', (await ReadAsync()).Entries.Select(entry => entry.FileName));

    /// <summary>The patient IDs of all entries, in the order of the responses.</summary>
    public async Task<string> ReadPatientsAsync() =>
        string.Join(' ', (await ReadAsync()).Entries.Select(Data.PatientOf));

    public void Dispose()
    {
        _areas.Dispose();
        System.IO.Directory.Delete(Root, recursive: true);
    }
}
