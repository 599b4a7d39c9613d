using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Xml;
using WorklistScp.Worklist.Checking;

namespace Wlmscp.Formats;

/// <summary>The Native DICOM Model in XML (PS3.19 A.1), one data set.</summary>
internal sealed class XmlFormat : DatasetFormat
{
    /// <inheritdoc/>
    // It may also hold a query, whose values are patterns and ranges, or any other data set.
    public override bool RequiresValues(DicomDataset dataset) => Completeness.FindMissing(dataset).Count == 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".xml"];

    /// <inheritdoc/>
    protected override bool BeginsLike(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text) => text is [(byte)'<', ..];

    /// <inheritdoc/>
    public override IReadOnlyList<InputDataset> Read(ReadOnlyMemory<byte> bytes, string path) =>
        [new InputDataset(new DicomFile(DicomXmlReader.Read(bytes), DicomTransferSyntax.ExplicitVRLittleEndian))];

    /// <inheritdoc/>
    public override void Write(DicomFile file, IBufferWriter<byte> output) =>
        DicomXmlWriter.Write(file.Dataset, output);
}
