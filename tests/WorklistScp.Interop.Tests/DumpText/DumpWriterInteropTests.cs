using System.Buffers;
using System.Globalization;
using System.Text;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Interop.Tests.DumpText;

public class DumpWriterInteropTests
{
    public static TheoryData<string> Files => Dumps.All;

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Print_OfWorklistOrQuery_IsThatOfDcmdump(string path)
    {
        byte[] text = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        DicomDataset dataset = DicomDumpReader.Read(text).Dataset;

        foreach (DicomTransferSyntax syntax in DicomTransferSyntax.All)
        {
            await AssertSamePrintAsync(new DicomFile(dataset, syntax));
        }
    }

    [Theory]
    [InlineData(
        "(0008,0001) UL 5\n(0008,0000) UL 0\n(0009,0000) UL 0\n(0009,0010) LO ACME\n(0009,1001) LO x\n" +
        "(0020,0070) LO x\n(5002,0010) US 1")]
    [InlineData(
        "(0008,0008) CS [A\\B\\]\n(0010,4000) LT [a\\b]\n(0010,0010) PN [=]\n(0008,0016) UI 1.2\\1.3\n" +
        "(0008,0018) UI =MRImageStorage")]
    [InlineData(
        "(0009,1001) FD 0.1\\1.5\\1e20\\1e-7\\nan\\-inf\n" +
        "(0009,1002) FD 1e15\\1e16\\1e17\\0.30000000000000004\n" +
        "(0009,1003) FL 0.1\\1e20\\1e-7\\123456.7\\inf")]
    [InlineData(
        "(0009,1001) AT (0010,0020)\\(7fe0,0010)\n(0009,1002) SV -1\\5\n(0009,1003) OL 1\\2\n" +
        "(0009,1004) OV 1\\2\n(0009,1005) OF 1\\2\n(0009,1006) OD 1\\2")]
    [InlineData(
        "(0009,1001) OB\n(0009,1002) US\n(0009,1003) AT\n(0009,1004) SV\n(0009,1005) OV\n(0009,1006) UN\n" +
        "(0009,1007) LO\n(0009,1008) UT")]
    [InlineData(
        "(0008,1140) SQ\n(fffe,e000)\n(fffe,e00d)\n(fffe,e000)\n(0040,0275) SQ\n(fffe,e0dd)\n(fffe,e00d)\n" +
        "(fffe,e0dd)")]
    public async Task Print_OfUnusualElements_IsThatOfDcmdump(string dump)
    {
        DicomDataset dataset = DicomDumpReader.Read(Encoding.ASCII.GetBytes(dump)).Dataset;

        await AssertSamePrintAsync(new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(40)]
    [InlineData(5000)]
    public async Task Print_OfLongValues_IsThatOfDcmdump(int count)
    {
        string digits = Join(count, i => (1000 + i).ToString(CultureInfo.InvariantCulture));
        string bytes = Join(count + 8, i => (i & 0xff).ToString("x2", CultureInfo.InvariantCulture));
        string words = Join(count, i => i.ToString("x4", CultureInfo.InvariantCulture));
        string letters = new('x', (count * 2) + 40);
        string dump = $"""
            (0008,0080) LO [{letters}]
            (0009,1001) US {digits}
            (0009,1002) OB {bytes}
            (0009,1003) OW {words}
            (0009,1004) UN {bytes}
            """;
        DicomDataset dataset = DicomDumpReader.Read(Encoding.ASCII.GetBytes(dump)).Dataset;

        await AssertSamePrintAsync(new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian));
    }

    private static string Join(int count, Func<int, string> value) =>
        string.Join('\\', Enumerable.Range(0, count).Select(value));

    private static async Task AssertSamePrintAsync(DicomFile file)
    {
        // The length of the meta information is calculated while writing.
        DicomFile written = Reread(file);
        Assert.Equal(await Dcmtk.DumpAsync(written), Print(written, new DicomDumpOptions { KeepEscapes = true }));
        Assert.Equal(
            await Dcmtk.DumpAsync(written, "+L"),
            Print(written, DicomDumpOptions.ForReading with { KeepPadding = false }));
    }

    private static DicomFile Reread(DicomFile file)
    {
        var output = new ArrayBufferWriter<byte>();
        file.Write(output);
        return DicomFile.Read(output.WrittenMemory);
    }

    private static string Print(DicomFile file, DicomDumpOptions options)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDumpWriter.Write(file, output, options);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
