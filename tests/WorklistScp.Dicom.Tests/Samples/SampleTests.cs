using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.Samples;

public class SampleTests
{
    private static readonly string Root = FindSamples();

    public static TheoryData<string> Entries => [.. Names("wlistdb/AETITLE_1", "wklist*.dump")];

    public static TheoryData<string> Queries => [.. Names("queries", "*.dump")];

    [Theory]
    [MemberData(nameof(Entries))]
    public void Entry_AsDumpAndAsFile_IsOneDataSet(string dump)
    {
        DicomDataset expected = DicomDumpReader.Read(File.ReadAllBytes(dump)).Dataset;
        DicomFile file = DicomFile.Read(File.ReadAllBytes(Path.ChangeExtension(dump, ".wl")));

        Assert.Equal(Encode(expected), Encode(file.Dataset)); // else run samples/make-wl.sh
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Entry_Decoded_HasTextAndAStudyInstanceUIDOfAUuid(string dump)
    {
        DicomDataset entry = DicomDumpReader.Read(File.ReadAllBytes(dump)).Dataset;

        Assert.True(entry.TryGetString(DicomTag.PatientName, out string? name));
        Assert.DoesNotContain('\ufffd', name);
        Assert.True(entry.TryGetString(DicomTag.StudyInstanceUID, out string? uid));
        Assert.True(DicomUID.IsValid(uid));
        Assert.StartsWith("2.25.", uid, StringComparison.Ordinal);
        Assert.True(BigInteger.Parse(uid[5..]) < BigInteger.One << 128);
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Query_OfSamples_HasOneScheduledProcedureStepItem(string dump)
    {
        DicomDataset query = DicomDumpReader.Read(File.ReadAllBytes(dump)).Dataset;

        Assert.True(query.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.Single(steps.Items);
    }

    [Fact]
    public void Samples_AreTenEntriesEightQueriesAndALockfile()
    {
        Assert.Equal(10, Entries.Count);
        Assert.Equal(8, Queries.Count);
        Assert.Empty(File.ReadAllBytes(Path.Combine(Root, "wlistdb/AETITLE_1/lockfile")));
    }

    private static string[] Names(string directory, string pattern) =>
        Directory.GetFiles(Path.Combine(Root, directory), pattern);

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return output.WrittenSpan.ToArray();
    }

    private static string FindSamples([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples"));
}
