using System.Buffers;
using WorklistScp.Dicom.IO;

namespace Wlmscp.Formats;

/// <summary>A kind of file that holds data sets, told by the end of its name.</summary>
internal abstract class DatasetFormat
{
    private static ReadOnlySpan<byte> ByteOrderMark => "\ufeff"u8;

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>All of them, in the order in which <see cref="FindOf"/> asks them.</summary>
    public static IReadOnlyList<DatasetFormat> All { get; } =
        [new DicomFileFormat(), new DumpTextFormat(), new JsonFormat(), new XmlFormat(), new CsvFormat()];

    /// <summary>The ends of names, with the dot, in small letters; what is written has the first.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether it can be written.</summary>
    public virtual bool IsWritable => true;

    /// <summary>Whether the values of a data set are to be what their VRs allow, for it to be converted.</summary>
    public virtual bool RequiresValues(DicomDataset dataset) => false;

    /// <summary>Finds the format of a file; null when its name tells of none.</summary>
    public static DatasetFormat? Find(string path) =>
        All.FirstOrDefault(format => format.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()));

    /// <summary>Finds the format that the first bytes of a file tell of; null when they tell of none.</summary>
    public static DatasetFormat? FindOf(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> start = (bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes).TrimStart(Blanks);
        foreach (DatasetFormat format in All)
        {
            if (format.BeginsLike(bytes, start))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>Whether a file that begins so is likely to be one.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="text">What is in it behind a byte order mark and blanks.</param>
    protected abstract bool BeginsLike(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text);

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">Where it is, for files that it names.</param>
    /// <exception cref="DicomDataException">They are malformed; the message has the line or the tag.</exception>
    public abstract IReadOnlyList<InputDataset> Read(ReadOnlyMemory<byte> bytes, string path);

    /// <summary>Writes a data set so that <see cref="Read"/> gives the same.</summary>
    /// <exception cref="DicomDataException">The format does not hold a value; the message has the tag.</exception>
    public abstract void Write(DicomFile file, IBufferWriter<byte> output);
}
