using System.Text;
using CsCheck;
using WorklistScp.Dicom.DumpText;
using static WorklistScp.Dicom.Tests.DumpText.DumpTexts;

namespace WorklistScp.Dicom.Tests.DumpText;

public class DicomDumpErrorTests
{
    [Theory]
    [InlineData("hello", "line 1: no tag, expected (gggg,eeee) in hexadecimal digits")]
    [InlineData("\n\n(00100010) PN x", "line 3: no tag, expected (gggg,eeee) in hexadecimal digits")]
    [InlineData("(12345,0010) PN x", "line 1: no tag, expected (gggg,eeee) in hexadecimal digits")]
    [InlineData("(0010,0010) PN a\0b", "line 1: a NUL byte, which dump text cannot hold")]
    [InlineData("(0010,0010) PN [Vivaldi", "line 1: no ] at the end of the value")]
    [InlineData("(0010,0010) PN <x>", "line 1: a value that begins with <, expected it in brackets")]
    [InlineData("(0008,0060) MR", "line 1: (0008,0060) MR is no VR of PS3.5 6.2; write ?? where it is unknown")]
    [InlineData(
        "(0010,0010) PN (x)",
        "line 1: (0010,0010) has a remark in parentheses, expected [value] or (no value available)")]
    [InlineData(
        "(7fe0,0010) OB (PixelSequence #=2)",
        "line 1: (7fe0,0010) is encapsulated pixel data, which is not supported")]
    [InlineData("(7fe0,0010) OB =a", "line 1: (7fe0,0010) takes its value from a file, which is not allowed here")]
    [InlineData("(0008,0016) UI =Nope", "line 1: (0008,0016) names an unknown UID, expected digits and dots or =Name")]
    [InlineData(
        "(0028,0010) US 65536",
        "line 1: (0028,0010) has a value that is none of US, expected integers of 16 bits separated by " +
        "backslashes")]
    [InlineData(
        "(0028,0010) US 12x",
        "line 1: (0028,0010) has a value that is none of US, expected integers of 16 bits separated by " +
        "backslashes")]
    [InlineData(
        "(0011,1000) OB 01...",
        "line 1: (0011,1000) has a value that is none of OB, expected hexadecimal numbers of 2 digits " +
        "separated by backslashes")]
    [InlineData(
        "(0011,1000) OB 01\\",
        "line 1: (0011,1000) has a value that is none of OB, expected hexadecimal numbers of 2 digits " +
        "separated by backslashes")]
    [InlineData(
        "(0011,1000) OW 10000",
        "line 1: (0011,1000) has a value that is none of OW, expected hexadecimal numbers of 4 digits " +
        "separated by backslashes")]
    [InlineData(
        "(0011,1000) FL 1e39",
        "line 1: (0011,1000) has a value that is none of FL, expected numbers separated by backslashes")]
    [InlineData(
        "(0011,1000) AT 0010,0010",
        "line 1: (0011,1000) has a value that is none of AT, expected (gggg,eeee) separated by backslashes")]
    [InlineData(
        "(0040,0100) SQ x",
        "line 1: (0040,0100) is a sequence with a value, expected items in the lines that follow")]
    [InlineData("(0002,1000) SQ", "line 1: (0002,1000) is a sequence in the file meta information, which has none")]
    [InlineData("(0040,0000) SQ", "line 1: (0040,0000) is a sequence where a group length was expected")]
    [InlineData("(0040,0100) SQ\n(0008,0060) CS MR", "line 2: (0008,0060) outside an item, expected (fffe,e000)")]
    [InlineData("(0040,0100) SQ\n(fffe,e00d)", "line 2: (fffe,e00d) where (fffe,e000) or (fffe,e0dd) was expected")]
    [InlineData(
        "(0040,0100) SQ\n(fffe,e000)\n(fffe,e00d)\n",
        "line 4: the text ends inside (0040,0100), expected (fffe,e0dd)")]
    [InlineData("(fffe,e000)", "line 1: (fffe,e000) outside a sequence")]
    public void Text_Malformed_IsRefusedWithLineAndReason(string text, string message) =>
        Assert.Equal(message, Assert.Throws<DicomDataException>(() => Read(text)).Message);

    [Fact]
    public void Sequences_NestedToTheLimit_AreReadAndNoDeeper()
    {
        string ends = string.Concat(Enumerable.Repeat("(fffe,e0dd)\n", DicomDumpReader.MaxDepth));
        Read(Nested(DicomDumpReader.MaxDepth) + ends);

        Assert.Equal(
            "line 129: (0040,0100) is nested deeper than 64 sequences",
            Assert.Throws<DicomDataException>(() => Read(Nested(DicomDumpReader.MaxDepth + 1))).Message);
    }

    [Fact]
    public void Text_CutAnywhere_IsReadOrRefused()
    {
        byte[] text = Encoding.Latin1.GetBytes(Entry);
        for (var length = 0; length <= text.Length; length++)
        {
            ReadOrRefuse(text[..length]);
        }
    }

    [Fact]
    public void Text_Mutated_IsReadOrRefused() =>
        Gen.Select(Gen.Int[0, Entry.Length - 1], Gen.Byte, Gen.Int[0, Entry.Length - 1], Gen.Byte)
            .Sample((first, a, second, b) =>
            {
                byte[] text = Encoding.Latin1.GetBytes(Entry);
                text[first] = a;
                text[second] = b;
                ReadOrRefuse(text);
            });

    [Fact]
    public void Line_OfRandomBytes_IsReadOrRefused() =>
        Gen.Select(Gen.OneOf("AT", "FD", "FL", "OB", "OW", "PN", "SQ", "SV", "UI", "UN", "US", "??"), Gen.Byte.Array)
            .Sample((vr, bytes) => ReadOrRefuse([.. Encoding.ASCII.GetBytes($"(0011,1001) {vr} "), .. bytes]));

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("(0040,0100) SQ\n(fffe,e000)\n", depth));

    private static void ReadOrRefuse(byte[] text)
    {
        try
        {
            DicomDumpReader.Read(text);
        }
        catch (DicomDataException e)
        {
            Assert.StartsWith("line ", e.Message, StringComparison.Ordinal);
        }
    }
}
