using System.Buffers;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Tests.Shared;

/// <summary>A storage area: a directory of worklist files with a lockfile.</summary>
public sealed class WorklistArea
{
    /// <summary>Makes the area below a root directory.</summary>
    public WorklistArea(string root, string name = "AETITLE_1", bool withLockFile = true)
    {
        Path = System.IO.Path.Join(root, name);
        Directory.CreateDirectory(Path);
        if (withLockFile)
        {
            File.WriteAllBytes(LockFile, []);
        }
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The path of the lockfile.</summary>
    public string LockFile => Combine("lockfile");

    /// <summary>The path of a file in the area.</summary>
    public string Combine(string fileName) => System.IO.Path.Join(Path, fileName);

    /// <summary>Writes an entry; see <see cref="Entry"/>.</summary>
    public void Write(string fileName, Entry entry) => Write(fileName, entry.ToDataset());

    /// <summary>Writes a data set as a file, in explicit VR little endian unless another syntax is asked for.</summary>
    public void Write(string fileName, DicomDataset dataset, DicomTransferSyntax? syntax = null) =>
        File.WriteAllBytes(Combine(fileName), Encode(dataset, syntax));

    /// <summary>The bytes of a worklist file.</summary>
    public static byte[] Encode(DicomDataset dataset, DicomTransferSyntax? syntax = null)
    {
        var output = new ArrayBufferWriter<byte>();
        new DicomFile(dataset, syntax ?? DicomTransferSyntax.ExplicitVRLittleEndian).Write(output);
        return output.WrittenSpan.ToArray();
    }
}
