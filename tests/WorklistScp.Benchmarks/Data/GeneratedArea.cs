using System.Buffers;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Benchmarks.Data;

/// <summary>A new directory with one storage area of generated entries; removed when disposed of.</summary>
internal sealed class GeneratedArea : IDisposable
{
    /// <summary>The called AE title.</summary>
    public const string Name = "AETITLE_1";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("wlmscp-benchmark-");

    /// <summary>Makes the area.</summary>
    /// <param name="entries">How many worklist files it has.</param>
    public GeneratedArea(int entries)
    {
        DirectoryInfo area = _root.CreateSubdirectory(Name);
        File.WriteAllBytes(Path.Join(area.FullName, "lockfile"), []);
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < entries; i++)
        {
            output.ResetWrittenCount();
            new DicomFile(GeneratedEntry.Create(i), DicomTransferSyntax.ExplicitVRLittleEndian).Write(output);
            File.WriteAllBytes(Path.Join(area.FullName, $"entry{i:D6}.wl"), output.WrittenSpan);
        }
    }

    /// <summary>The directory that holds the area.</summary>
    public string Root => _root.FullName;

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);
}
