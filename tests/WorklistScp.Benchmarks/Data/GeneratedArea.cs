using System.Buffers;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Benchmarks.Data;

/// <summary>A new directory with one storage area of generated entries; removed when disposed of.</summary>
internal sealed class GeneratedArea : IDisposable
{
    /// <summary>The called AE title.</summary>
    public const string Name = "AETITLE_1";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("wlmscp-benchmark-");
    private readonly DirectoryInfo _area;
    private readonly ArrayBufferWriter<byte> _output = new();

    /// <summary>Makes the area.</summary>
    /// <param name="entries">How many worklist files it has.</param>
    public GeneratedArea(int entries)
    {
        Entries = entries;
        _area = _root.CreateSubdirectory(Name);
        File.WriteAllBytes(Path.Join(_area.FullName, "lockfile"), []);
        for (var i = 0; i < entries; i++)
        {
            Write(FileName(i), i);
        }
    }

    /// <summary>The directory that holds the area.</summary>
    public string Root => _root.FullName;

    /// <summary>How many worklist files it has.</summary>
    public int Entries { get; }

    /// <summary>Puts a new file in the place of the one with a number, as who writes worklists does.</summary>
    public void Replace(int number)
    {
        Write("entry.tmp", number);
        File.Move(Path.Join(_area.FullName, "entry.tmp"), Path.Join(_area.FullName, FileName(number)), overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);

    private static string FileName(int number) => $"entry{number:D6}.wl";

    private void Write(string name, int number)
    {
        DicomDataset entry = GeneratedEntry.Create(number, SelectedEntries.Contains(number, Entries));
        _output.ResetWrittenCount();
        new DicomFile(entry, DicomTransferSyntax.ExplicitVRLittleEndian).Write(_output);
        File.WriteAllBytes(Path.Join(_area.FullName, name), _output.WrittenSpan);
    }
}
