using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;

namespace Wlmscp.Formats;

/// <summary>DICOM files (PS3.10).</summary>
internal sealed class DicomFileFormat : DatasetFormat
{
    private const int PreambleLength = 128;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".wl", ".dcm"];

    /// <inheritdoc/>
    // The prefix behind the preamble, or group 0002 or 0008 where there is none.
    protected override bool BeginsLike(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text) =>
        (bytes.Length >= PreambleLength && bytes[PreambleLength..].StartsWith("DICM"u8)) || bytes is [2 or 8, 0, ..];

    /// <inheritdoc/>
    public override IReadOnlyList<InputDataset> Read(ReadOnlyMemory<byte> bytes, string path)
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

        return [new InputDataset(file)];
    }

    /// <inheritdoc/>
    public override void Write(DicomFile file, IBufferWriter<byte> output) =>
        file.Write(output, WorklistEntry.SOPClass);
}
