using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Json;
using WorklistScp.Worklist.Checking;

namespace Wlmscp.Formats;

/// <summary>The DICOM JSON model (PS3.18 annex F): an object, or an array of objects; also as commands print it.</summary>
internal sealed class JsonFormat : DatasetFormat
{
    /// <summary>The member of an object that holds the data set, as commands print it beside the name of its file.</summary>
    public const string EntryMember = "dataset";

    /// <inheritdoc/>
    // It may also hold a query, whose values are patterns and ranges, or any other data set.
    public override bool RequiresValues(DicomDataset dataset) => Completeness.FindMissing(dataset).Count == 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".json"];

    /// <inheritdoc/>
    protected override bool BeginsLike(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text) => text is [(byte)'{' or (byte)'[', ..];

    /// <inheritdoc/>
    public override IReadOnlyList<InputDataset> Read(ReadOnlyMemory<byte> bytes, string path)
    {
        IReadOnlyList<DicomDataset> datasets = DicomJsonReader.Read(bytes, EntryMember);
        return
        [
            .. datasets.Select((dataset, i) => new InputDataset(
                new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian),
                datasets.Count == 1 ? null : $"entry {i + 1}")),
        ];
    }

    /// <inheritdoc/>
    public override void Write(DicomFile file, IBufferWriter<byte> output) =>
        DicomJsonWriter.Write(file.Dataset, output);
}
