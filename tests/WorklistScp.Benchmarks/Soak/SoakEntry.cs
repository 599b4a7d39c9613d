using System.Buffers;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>What a worklist file may hold.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="PatientID">Its Patient ID.</param>
/// <param name="Modality">The modality of its step.</param>
/// <param name="Day">The start date of its step.</param>
internal sealed record SoakEntry(byte[] Bytes, string PatientID, string Modality, string Day)
{
    private const int Count = 500;

    // One entry is scheduled each minute: so they are spread over ten days.
    private const int FirstNumber = 100_000;
    private const int Distance = 29;

    /// <summary>All there are, of one size; many files may hold the same.</summary>
    public static IReadOnlyList<SoakEntry> All { get; } = CreateAll();

    private static SoakEntry[] CreateAll()
    {
        SoakEntry[] all = [.. Enumerable.Range(0, Count).Select(index => Create(FirstNumber + (index * Distance)))];
        return all.DistinctBy(entry => entry.Bytes.Length).Count() == 1
            ? all
            : throw new BenchmarkException("generated entries differ in size: one cannot be written over another");
    }

    private static SoakEntry Create(int number)
    {
        DicomDataset dataset = GeneratedEntry.Create(number);
        if (!dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps))
        {
            throw new BenchmarkException($"generated entry {number} has no step");
        }

        // Of its own: else the writer makes one, at random and of any length.
        dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.SOPInstanceUID, DicomVR.UI, $"1.2.3.{number}"));
        var output = new ArrayBufferWriter<byte>();
        new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian).Write(output);
        return new SoakEntry(
            output.WrittenSpan.ToArray(),
            Text(dataset, DicomTag.PatientID),
            Text(steps.Items[0], DicomTag.Modality),
            Text(steps.Items[0], DicomTag.ScheduledProcedureStepStartDate));
    }

    private static string Text(DicomDataset level, DicomTag tag) =>
        level.TryGetString(tag, out string? value)
            ? value.TrimEnd(' ')
            : throw new BenchmarkException($"generated entries lack {tag}");
}
