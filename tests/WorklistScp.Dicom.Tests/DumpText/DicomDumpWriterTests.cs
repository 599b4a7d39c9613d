using System.Buffers;
using System.Text;
using CsCheck;
using WorklistScp.Dicom.DumpText;
using static WorklistScp.Dicom.Tests.DumpText.DumpTexts;

namespace WorklistScp.Dicom.Tests.DumpText;

public class DicomDumpWriterTests
{
    // What an element of each VR can hold and dump text can say: no NUL, no line breaks, no trailing blanks.
    private static readonly Gen<DicomItem> AnyElement = Gen.Select(
        Gen.OneOf([.. DicomVR.All.Where(vr => vr != DicomVR.SQ && vr != DicomVR.UI)]),
        Gen.UShort[0x1000, 0x10ff],
        Gen.Byte[0x20, 0xff].Where(b => b != 0x7f).Array[0, 40],
        (vr, element, bytes) => (DicomItem)new DicomElement(new DicomTag(0x0011, element), vr, Fit(vr, bytes)));

    private static readonly Gen<DicomDataset> AnyDataset = Gen.Recursive<DicomDataset>((depth, self) =>
    {
        Gen<DicomItem> sequence = Gen.Select(Gen.UShort[0x1100, 0x11ff], self.List[0, 3],
            (element, items) => (DicomItem)new DicomSequence(new DicomTag(0x0011, element), items));
        Gen<DicomItem> member = depth < 3 ? Gen.Frequency((4, AnyElement), (1, sequence)) : AnyElement;
        return member.List[0, 6].Select(items => new DicomDataset(items));
    });

    [Fact]
    public void Padding_IsKeptForReadingOnly()
    {
        var dataset = new DicomDataset(DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, "4711a "));

        Assert.Contains("LO [4711a]  ", Print(dataset, DicomDumpOptions.Default), StringComparison.Ordinal);
        Assert.Contains("LO [4711a ] ", Print(dataset, DicomDumpOptions.ForReading), StringComparison.Ordinal);
    }

    [Fact]
    public void Dataset_ReadFromAPrint_IsPrintedTheSame()
    {
        string text = Print(Read(Entry).Dataset);

        string dataset = Entry[Entry.IndexOf("(0008,0005)", StringComparison.Ordinal)..];
        Assert.Equal($"\n# Dicom-Data-Set\n# Used TransferSyntax: Little Endian Explicit\n{dataset}\n", text);
    }

    [Fact]
    public void Dataset_PrintedInFull_IsReadAsItWas() =>
        AnyDataset.Sample(dataset =>
            Assert.Equal(Encode(dataset), Encode(Read(Print(dataset, DicomDumpOptions.ForReading)).Dataset)));

    [Theory]
    [InlineData("ISO_IR 100", "48C46E64656C", "[HÄndel]")]
    [InlineData("ISO 2022 IR 6\\ISO 2022 IR 87", "1B24423B331B2842", "[山]")]
    [InlineData("ISO_IR 192", "C29B324AE280A9", "[?2J?]")] // CSI, and a paragraph separator
    [InlineData("", "9B324A0A", "[?2J\\012]")]
    public void Text_ForTerminals_IsUnicodeThatTheyDoNotObey(string characterSet, string value, string expected)
    {
        var dataset = new DicomDataset(
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, characterSet),
            new DicomElement(DicomTag.PatientID, DicomVR.LO, Convert.FromHexString(value)));

        Assert.Contains(
            $"\n(0010,0020) LO {expected} ", PrintUnicode(dataset), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb", "[a\\012b]")]
    [InlineData("a\r\n(0010,0020) LO [forged]", "[a\\015\\012(0010,0020) LO [forged]]")]
    [InlineData("\u001b[2J", "[\\033[2J]")]
    [InlineData("a\0\u007f", "[a\\000\\177]")]
    [InlineData("\t\u00e9", "[\t\u00e9]")]
    public void ControlCharacters_InText_ArePrintedAsOctalNumbers(string value, string expected)
    {
        var element = new DicomElement(DicomTag.PatientName, DicomVR.PN, Encoding.Latin1.GetBytes(value));

        Assert.Contains($"\n(0010,0010) PN {expected}", Print(new DicomDataset(element)), StringComparison.Ordinal);
    }

    [Fact]
    public void Escape_WhenAskedFor_IsKept()
    {
        var element = new DicomElement(DicomTag.PatientName, DicomVR.PN, "\e$B;3ED\e(B "u8.ToArray());

        string text = Print(new DicomDataset(element), DicomDumpOptions.ForReading);
        Assert.Contains("[\e$B;3ED\e(B ]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(68, "x]")]
    [InlineData(70, "x...")]
    public void Text_LongerThan70Characters_IsShortened(int length, string end)
    {
        var element = DicomElement.FromAscii(DicomTag.PatientComments, DicomVR.LT, new string('x', length));

        string text = Print(new DicomDataset(element));
        Assert.EndsWith($"{end} #  {length}, 1 PatientComments\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(0008,0060) CS MR", "Modality")]
    [InlineData("(0020,0070) LO x", "RETIRED_ImageGeometryType")]
    [InlineData("(0008,0000) UL 0", "GenericGroupLength")]
    [InlineData("(0009,0000) UL 0", "PrivateGroupLength")]
    [InlineData("(0009,0010) LO x", "PrivateCreator")]
    [InlineData("(0009,1000) LO x", "Unknown Tag & Data")]
    public void Element_OfEachKind_IsNamedAtTheEndOfItsLine(string line, string name) =>
        Assert.EndsWith($" {name}\n", Print(Read(line).Dataset), StringComparison.Ordinal);

    // Whole numbers, and text that neither begins as the name of a UID nor ends in padding.
    private static byte[] Fit(DicomVR vr, byte[] bytes)
    {
        if (vr.IsString)
        {
            return bytes.Length > 0 && bytes[^1] == ' ' ? [] : bytes;
        }

        int unit = vr == DicomVR.AT ? 4 : Math.Max(2, vr.UnitSize);
        byte[] whole = bytes[..(bytes.Length / unit * unit)];
        for (int last = unit - 1; last < whole.Length; last += unit)
        {
            whole[last] &= 0x3f; // small floating point numbers: the bits of a NaN are not printed
        }

        return whole;
    }

    private static string PrintUnicode(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDumpWriter.Write(
            dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output, DicomDumpOptions.ForTerminal);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
