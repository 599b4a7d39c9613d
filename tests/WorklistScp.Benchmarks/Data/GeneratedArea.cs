using System.Buffers;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Benchmarks.Data;

/// <summary>A new directory with one storage area of generated entries; removed when disposed of.</summary>
internal sealed class GeneratedArea : IDisposable
{
    /// <summary>The called AE title.</summary>
    public const string Name = "AETITLE_1";

    private readonly DirectoryInfo _root;
    private readonly DirectoryInfo _area;
    private readonly Leftover _leftover;
    private readonly int _commentLength;

    /// <summary>Makes the area.</summary>
    /// <param name="entries">How many worklist files it has.</param>
    /// <param name="commentLength">How many characters each has more than it needs.</param>
    /// <param name="parent">Where the new directory is to be; null: where temporary directories are.</param>
    public GeneratedArea(int entries, int commentLength = 0, string? parent = null)
    {
        Entries = entries;
        _commentLength = commentLength;
        _root = parent is null
            ? Directory.CreateTempSubdirectory("wlmscp-benchmark-")
            : Directory.CreateDirectory(Path.Join(parent, $"wlmscp-benchmark-{Environment.ProcessId}-{entries}"));
        _leftover = Leftover.Of(Delete);
        _area = _root.CreateSubdirectory(Name);
        File.WriteAllBytes(LockFile, []);
        Parallel.For(
            0, entries, () => new ArrayBufferWriter<byte>(),
            (number, _, output) =>
            {
                Write(FileName(number), number, output);
                return output;
            },
            _ => { });
    }

    /// <summary>The directory that holds the area.</summary>
    public string Root => _root.FullName;

    /// <summary>The area.</summary>
    public string AreaPath => _area.FullName;

    /// <summary>What writers lock.</summary>
    public string LockFile => Path.Join(_area.FullName, "lockfile");

    /// <summary>How many worklist files it has.</summary>
    public int Entries { get; }

    /// <summary>Puts a new file in the place of the one with a number, as who writes worklists does.</summary>
    public void Replace(int number)
    {
        Write("entry.tmp", number, new ArrayBufferWriter<byte>());
        File.Move(Path.Join(_area.FullName, "entry.tmp"), Path.Join(_area.FullName, FileName(number)), overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _leftover.Dispose();

    private static string FileName(int number) => $"entry{number:D6}.wl";

    // It may still be written to when a signal ends all: by its old name nothing can be added.
    private void Delete()
    {
        _root.MoveTo($"{_root.FullName}-old");
        _root.Delete(recursive: true);
    }

    private void Write(string name, int number, ArrayBufferWriter<byte> output)
    {
        DicomDataset entry = GeneratedEntry.Create(number, SelectedEntries.Contains(number, Entries), _commentLength);
        output.ResetWrittenCount();
        new DicomFile(entry, DicomTransferSyntax.ExplicitVRLittleEndian).Write(output);
        File.WriteAllBytes(Path.Join(_area.FullName, name), output.WrittenSpan);
    }
}
