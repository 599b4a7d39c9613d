using System.Buffers;
using WorklistScp.Dicom.IO;

namespace Wlmscp.Formats;

/// <summary>A kind of file that holds data sets, told by the end of its name.</summary>
internal abstract class DatasetFormat
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DatasetFormat> All { get; } =
        [new DicomFileFormat(), new DumpTextFormat(), new JsonFormat(), new CsvFormat()];

    /// <summary>The ends of names, with the dot, in small letters; what is written has the first.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether it can be written.</summary>
    public virtual bool IsWritable => true;

    /// <summary>Finds the format of a file; null when its name tells of none.</summary>
    public static DatasetFormat? Find(string path) =>
        All.FirstOrDefault(format => format.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()));

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">Where it is, for files that it names.</param>
    /// <exception cref="DicomDataException">They are malformed; the message has the line or the tag.</exception>
    public abstract IReadOnlyList<DicomFile> Read(ReadOnlyMemory<byte> bytes, string path);

    /// <summary>Writes a data set so that <see cref="Read"/> gives the same.</summary>
    /// <exception cref="DicomDataException">The format does not hold a value; the message has the tag.</exception>
    public abstract void Write(DicomFile file, IBufferWriter<byte> output);
}
