using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Json;

namespace Wlmscp.Formats;

/// <summary>The DICOM JSON model (PS3.18 annex F): an object, or an array of objects.</summary>
internal sealed class JsonFormat : DatasetFormat
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".json"];

    /// <inheritdoc/>
    public override IReadOnlyList<DicomFile> Read(ReadOnlyMemory<byte> bytes, string path) =>
    [
        .. DicomJsonReader.Read(bytes).Select(
            dataset => new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian)),
    ];

    /// <inheritdoc/>
    public override void Write(DicomFile file, IBufferWriter<byte> output) =>
        DicomJsonWriter.Write(file.Dataset, output);
}
