using System.Buffers;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;

namespace Wlmscp.Formats;

/// <summary>The dump text of DCMTK.</summary>
internal sealed class DumpTextFormat : DatasetFormat
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".dump"];

    /// <inheritdoc/>
    protected override bool BeginsLike(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text) => text is [(byte)'(' or (byte)'#', ..];

    /// <inheritdoc/>
    public override IReadOnlyList<InputDataset> Read(ReadOnlyMemory<byte> bytes, string path) =>
        [new InputDataset(DicomDumpReader.Read(bytes.Span, name => ReadNamed(name, path)).ToFile())];

    /// <inheritdoc/>
    public override void Write(DicomFile file, IBufferWriter<byte> output)
    {
        var text = new ArrayBufferWriter<byte>();
        DicomDumpWriter.Write(file, text, DicomDumpOptions.ForReading);
        DicomDataset read = DicomDumpReader.Read(text.WrittenSpan).Dataset;
        if (DatasetComparison.FindDifference(file.Dataset, read) is { } tag)
        {
            // Ends of lines, and spaces beyond padding.
            throw new DicomDataException($"{tag}: dump text does not hold this value, expected .wl, .json or .xml");
        }

        output.Write(text.WrittenSpan);
    }

    // From the directory of the text, as dump2dcm does when it is started there.
    private static ReadOnlyMemory<byte> ReadNamed(string name, string path) =>
        InputFile.ReadBytes(Path.Join(Path.GetDirectoryName(Path.GetFullPath(path)), name));
}
