using System.Buffers;
using System.Text;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Interop.Tests.DumpText;

public class DumpReaderInteropTests
{
    public static TheoryData<string> Files => Dumps.All;

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Dump_OfWorklistOrQuery_GivesTheDataSetOfDump2dcm(string path)
    {
        byte[] text = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(await Dcmtk.ReadDumpAsync(text), Encode(DicomDumpReader.Read(text).Dataset));
    }

    [Theory]
    [InlineData("(0010,0010) PN [Vivaldi [x] Antonio] # [c] comment")]
    [InlineData("(0010,0010)PN[Vivaldi]  ")]
    [InlineData(" ( 00 10 , 10\t) PN Vivaldi Antonio\t # comment")]
    [InlineData("(0010,0010) Vivaldi\r\n(0010,0020) ?? PID")]
    [InlineData("(0010,0010) PN [  a  ]\n(0010,0010) PN [second]\n(0008,0060) CS MR")]
    [InlineData("(0010,0010) PN (no value available)\n(0010,0020) LO\n(0010,0030) DA []")]
    [InlineData("(0010,0010) PN -\n(0010,4000) LT [a\\b\t]")]
    [InlineData("(0010,0010) PN a[b]c\n(0010,0020) LO =x")]
    [InlineData("(0020,000d) UI =MRImageStorage # x\n(0008,0018) UI [ 1.2.3 ]\n(0008,0016) UI 1.2\\1.3.4")]
    [InlineData("(0028,0010) US 256\\-1\\ 2 \n(0018,6020) SL -5\\+3\n(0008,0001) UL 4294967295\n(0018,9219) SS -32768")]
    [InlineData("(0018,1271) FD 1.5\\-2e3\\.5\\inf\\nan\n(0018,605a) FL 0.1\\1e-46")]
    [InlineData("(0028,0009) AT (3004,000c)\\ ( 18 , 1063 )")]
    [InlineData(
        "(0011,0010) LO ACME\n(0011,1001) OB 00\\1\\ff\n(0011,1002) OW 0001\\2\n(0011,1003) 01\\02\n" +
        "(0011,1004) OL 1\\50000")]
    [InlineData(
        "(0011,1001) OF 1.5\n(0011,1002) OD 1.5\n(0011,1003) OV 18446744073709551615\n(0011,1004) SV -12\n" +
        "(0011,1005) UV 12")]
    [InlineData("(0008,0000) UL 5\n(0008,0060) CS MR\n(0002,0010) UI =LittleEndianImplicit")]
    [InlineData(
        "(0008,1140) SQ\n(fffe,e000) x\n(0008,1150) UI 1.2\n(fffe,e00d)\n(fffe,e000)\n(fffe,e00d)\n" +
        "(fffe,e0dd) -")]
    [InlineData("(0011,1001) UT [a  ]\n(0028,0106) xs 5\n(0028,0107) SS -5")]
    public async Task Dump_WrittenByHand_GivesTheDataSetOfDump2dcm(string dump)
    {
        byte[] text = Encoding.Latin1.GetBytes(dump);

        Assert.Equal(await Dcmtk.ReadDumpAsync(text), Encode(DicomDumpReader.Read(text).Dataset));
    }

    [Theory]
    [InlineData("(0010,0010) PN [Vivaldi")]
    [InlineData("(0010,0010) PN <x>")]
    [InlineData("(0020,000d) UI =Nope")]
    [InlineData("(0028,0010) US 1\\\\2")]
    [InlineData("(0028,0010) US abc")]
    [InlineData("(7fe0,0010) OB =")]
    [InlineData("hello")]
    [InlineData("(0040,0100) SQ")]
    [InlineData("(0040,0100) SQ x")]
    [InlineData("(0040,0100) SQ\n(0008,0060) CS MR\n(fffe,e0dd)")]
    [InlineData("(fffe,e000)")]
    public async Task Dump_RefusedByDump2dcm_IsRefused(string dump)
    {
        byte[] text = Encoding.Latin1.GetBytes(dump);

        Assert.Null(await Dcmtk.ReadDumpAsync(text));
        Assert.Throws<DicomDataException>(() => DicomDumpReader.Read(text));
    }

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return output.WrittenSpan.ToArray();
    }
}
