using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;

namespace Wlmscp.Formats;

/// <summary>DICOM files (PS3.10).</summary>
internal sealed class DicomFileFormat : DatasetFormat
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".wl", ".dcm"];

    /// <inheritdoc/>
    public override IReadOnlyList<DicomFile> Read(ReadOnlyMemory<byte> bytes, string path)
    {
        DicomFile file = DicomFile.Read(bytes);
        foreach (DicomOddity oddity in file.Oddities)
        {
            if (oddity.LosesValue)
            {
                throw new DicomDataException($"{oddity}, expected a file without pixel data");
            }

            StandardStreams.WriteError($"wlmscp: {path}: warning: {oddity}");
        }

        return [file];
    }

    /// <inheritdoc/>
    public override void Write(DicomFile file, IBufferWriter<byte> output) =>
        file.Write(output, WorklistEntry.SOPClass);
}
