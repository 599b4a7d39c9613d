using System.Text;
using WorklistScp.Dicom.DumpText;
using static WorklistScp.Dicom.Tests.DumpText.DumpTexts;

namespace WorklistScp.Dicom.Tests.DumpText;

public class DicomDumpReaderTests
{
    // Editors of Windows put it there.
    [Fact]
    public void Read_ByteOrderMark_IsNoPartOfTheFirstLine() => Assert.Single(
        DicomDumpReader.Read("\ufeff(0010,0010) PN [Test^Anna]\n"u8).Dataset);

    [Fact]
    public void Read_ManyElementsInDescendingOrder_AreSorted()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 100_000)
            .Select(number => $"({0x0020 + (number >> 12):x4},{0x1000 + (number & 0xfff):x4}) LO [{number}]");
        DicomDataset dataset = DicomDumpReader.Read(
            Encoding.ASCII.GetBytes(string.Join('\n', lines.Reverse()))).Dataset;
        Assert.Equal(100_000, dataset.Count);
        Assert.True(dataset.TryGetString(new DicomTag(0x0020, 0x1001), out string? second));
        Assert.Equal("1", second);
    }

    [Fact]
    public void Entry_AsDcmdumpPrints_GivesMetaInformationAndDataSet()
    {
        DicomDump dump = Read(Entry);

        Assert.Equal(
            "02001000" + "5549" + "1400" + "312e322e3834302e31303030382e312e322e3100",
            Encode(dump.FileMetaInfo));
        Assert.Equal(
            "08000500" + "4353" + "0a00" + "49534f5f495220313030" +
            "10001000" + "504e" + "1000" + "566976616c64695e416e746f6e696f20" +
            "1000c021" + "5553" + "0200" + "0400" +
            "28000900" + "4154" + "0800" + "18006310" + "18006510" +
            "40000001" + "5351" + "0000" + "32000000" +
              "feff00e0" + "2a000000" +
                "08006000" + "4353" + "0200" + "4d52" +
                "09000110" + "4f42" + "0000" + "04000000" + "00010200" +
                "18007112" + "4644" + "0800" + "000000000000f83f" +
            "40000110" + "5348" + "0000",
            Encode(dump.Dataset));
    }

    [Theory]
    [InlineData("(0010,0010) PN Vivaldi", "PN Vivaldi ")]
    [InlineData("(0010,0010) Vivaldi", "PN Vivaldi ")]
    [InlineData("(0010,0010) ?? [Vivaldi]", "PN Vivaldi ")]
    [InlineData("(0010,0010) LO Vivaldi", "LO Vivaldi ")]
    [InlineData("(10,10)PN[Vivaldi] # comment", "PN Vivaldi ")]
    [InlineData(" ( 0010 ,\t0010 ) PN A B # c", "PN A B ")]
    [InlineData("(0010,0010) PN [A] # [B] c", "PN A] # [B ")]
    [InlineData("(0010,0010) PN [#a  ]", "PN #a")]
    [InlineData("(0010,0010) PN a]b[", "PN a]b[")]
    [InlineData("(0010,0010) PN [\u00e9\u001b$B]", "PN \u00e9\u001b$B")]
    [InlineData("(0010,0010)", "PN ")]
    [InlineData("(0010,0010) PN []", "PN ")]
    [InlineData("(0010,0010) PN (no value available)  # 0, 0", "PN ")]
    [InlineData("(0020,000d) UI 1.2.3", "UI 1.2.3\0")]
    [InlineData("(0020,000d) UI =VerificationSOPClass", "UI 1.2.840.10008.1.1\0")]
    [InlineData("(0011,0010) ACME", "LO ACME")]
    [InlineData("(0011,1001) 41\\42\\43", "UN ABC\0")]
    [InlineData("(7fe0,0010) OW 4142\\0043", "OW BAC\0")]
    [InlineData("(0002,0001) OB 41 42", "OB AB")]
    public void Line_OfEachForm_GivesVRAndPaddedValue(string line, string expected)
    {
        DicomDump dump = Read(line);

        var element = Assert.IsType<DicomElement>(Assert.Single(dump.Dataset.Concat(dump.FileMetaInfo)));
        Assert.Equal(expected, $"{element.VR} {Encoding.Latin1.GetString(element.Value.Span)}");
    }

    [Theory]
    [InlineData("(0010,0010) SHAW", "PN SHAW")] // dump2dcm: SH AW
    [InlineData("(0010,0010) MOZART", "PN MOZART")] // dump2dcm: ZART
    public void Value_WithoutVRInCapitals_IsNotTakenForAVR(string line, string expected)
    {
        DicomElement element = Assert.IsType<DicomElement>(Assert.Single(Read(line).Dataset));

        Assert.Equal(expected, $"{element.VR} {Encoding.Latin1.GetString(element.Value.Span)}");
    }

    [Theory]
    [InlineData("US 65535\\-1\\0", "ffffffff0000")]
    [InlineData("SS -32768\\32767", "0080ff7f")]
    [InlineData("UL +5\\4294967295", "05000000ffffffff")]
    [InlineData("OL 1\\2", "0100000002000000")]
    [InlineData("SV -2", "feffffffffffffff")]
    [InlineData("UV 18446744073709551615", "ffffffffffffffff")]
    [InlineData("FL 0.1\\-inf", "cdcccc3d000080ff")]
    [InlineData("FD 1.5\\nan", "000000000000f83f000000000000f87f")]
    [InlineData("AT (0018,1063) \\ ( 18 , 1065 )", "1800631018006510")]
    [InlineData("OB 00\\ff 1", "00ff0100")]
    public void Numbers_OfEachVR_AreLittleEndian(string value, string expected)
    {
        DicomElement element = Assert.IsType<DicomElement>(Assert.Single(Read($"(0011,1001) {value}").Dataset));

        Assert.Equal(expected, Convert.ToHexStringLower(element.Value.Span));
    }

    [Fact]
    public void Elements_WithOneTag_TheFirstIsKept() =>
        Assert.Equal(Encode(Read("(0008,0060) CS MR\n(0010,0010) PN A").Dataset),
            Encode(Read("(0010,0010) PN A\n(0010,0010) PN B\n(0008,0060) CS MR").Dataset));

    [Fact]
    public void ItemDelimiter_LeftOutBeforeAnotherDelimiter_IsTakenAsGiven()
    {
        const string Item = "(fffe,e000)\n(0008,0060) CS CT\n";
        const string ItemEnd = "(fffe,e00d)\n";

        Assert.Equal(
            Encode(Read($"(0040,0100) SQ\n{Item}{ItemEnd}{Item}{ItemEnd}(fffe,e0dd)").Dataset),
            Encode(Read($"(0040,0100) SQ\n{Item}{Item}(fffe,e0dd)").Dataset));
    }

    [Fact]
    public void File_NamedByAValue_IsReadThroughTheDelegate()
    {
        DicomDump dump = DicomDumpReader.Read("(7fe0,0010) OB =a b.dat # comment"u8, name =>
            Encoding.ASCII.GetBytes(name));

        DicomElement element = Assert.IsType<DicomElement>(Assert.Single(dump.Dataset));
        Assert.Equal("a b.dat\0"u8, element.Value.Span);
    }
}
