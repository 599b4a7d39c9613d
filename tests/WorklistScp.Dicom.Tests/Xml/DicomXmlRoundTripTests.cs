using System.Buffers;
using System.Text;
using CsCheck;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.Tests.IO;
using WorklistScp.Dicom.Xml;

namespace WorklistScp.Dicom.Tests.Xml;

/// <summary>What is read back of XML is the same data set, byte for byte; the XML is as its schema wants it.</summary>
public sealed class DicomXmlRoundTripTests
{
    private static readonly int Iterations = RandomCases.Of(2000);

    private static readonly string[] Terms =
    [
        "ISO_IR 100", "ISO_IR 192", "GB18030", "GBK", "ISO_IR 13", "ISO_IR 166", "\\ISO 2022 IR 87",
        "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159", "\\ISO 2022 IR 149", "\\ISO 2022 IR 58", "NO SUCH SET",
        "ISO_IR 100\0", "",
    ];

    // Names are made of what separates their parts, blocks of few creators and private attributes.
    private static readonly Gen<byte[]> Delimited = Gen.OneOf("A^=\\ \t\r\n\u001b"u8.ToArray()).Array[0, 16];

    private static readonly Gen<DicomItem> Private =
        Gen.Select(Gen.OneOf<ushort>(0x19, 0x21), Gen.OneOf<ushort>(0x10, 0x11, 0x12, 0xff, 0x1000, 0x1110, 0x1201, 0xff02, 0x01),
                Gen.OneOf("ACME", "ACME ", " ACME", "OTHER", "", "A\\B", "\u00c4", "A\tB"))
            .Select(DicomItem (group, element, name) => new DicomElement(
                new DicomTag(group, element), DicomVR.LO, Even(Encoding.Latin1.GetBytes(name))));

    [Fact]
    public void Read_WhatWriteMade_GivesItBack() => GenDataset.Any.Sample(AssertRoundTrip, iter: Iterations);

    [Fact]
    public void Read_WhatWriteMadeOfRandomBytesInAnyCharacterSet_GivesItBack() =>
        Gen.Select(Gen.OneOf(Terms), Gen.OneOf([.. DicomVR.All]), Gen.OneOf(Gen.Byte.Array[0, 12], Delimited)).Sample(
            (term, vr, bytes) => AssertRoundTrip(new DicomDataset(
                DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, term),
                vr == DicomVR.SQ
                    ? new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset())
                    : new DicomElement(new DicomTag(0x0009, 0x1001), vr, Even(bytes)))),
            iter: 10 * Iterations);

    [Fact]
    public void Read_Names_GivesThemBack() => Delimited.Sample(
        bytes => AssertRoundTrip(new DicomDataset(new DicomElement(DicomTag.PatientName, DicomVR.PN, Even(bytes)))),
        iter: 10 * Iterations);

    [Fact]
    public void Read_PrivateAttributesWithAndWithoutCreators_AreInTheirBlocks() => Private.Array[0, 8].Sample(
        members => AssertRoundTrip(new DicomDataset(members)), iter: 10 * Iterations);

    [Theory]
    [InlineData("ISO_IR 100", "Buc^Jérôme")]
    [InlineData("ISO_IR 192", "Wang^XiaoDong=王^小东")]
    [InlineData("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    [InlineData("GB18030", "王^小东\\A==B")]
    [InlineData("\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동")]
    [InlineData("ISO_IR 192", "Doe^Jane^^^")]
    [InlineData("ISO_IR 192", "Doe^Jane==")]
    [InlineData("ISO_IR 192", "<&>\"'^\U00020000")]
    public void Read_NamesInTheirCharacterSets_GivesThemBackAsText(string term, string name)
    {
        Assert.True(SpecificCharacterSet.Parse(term).TryEncode(name, DicomVR.PN, out byte[] bytes, out _));
        var dataset = new DicomDataset(
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, term),
            new DicomElement(DicomTag.PatientName, DicomVR.PN, Even(bytes)));

        AssertRoundTrip(dataset);
        Assert.DoesNotContain("InlineBinary", Encoding.UTF8.GetString(Write(dataset)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ItemInACharacterSetOfItsOwn_LeavesTheDataSetAroundItWithoutOne() =>
        AssertRoundTrip(new DicomDataset(new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset(
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 192"),
            new DicomElement(DicomTag.PatientName, DicomVR.PN, "王 "u8.ToArray())))));

    [Fact]
    public void Read_DeepestNesting_GivesItBack()
    {
        DicomDataset dataset = [];
        for (var depth = 0; depth < DicomXmlReader.MaxDepth; depth++)
        {
            dataset = new DicomDataset(new DicomSequence(DicomTag.ReferencedStudySequence, dataset));
        }

        AssertRoundTrip(dataset);
    }

    private static void AssertRoundTrip(DicomDataset dataset)
    {
        byte[] document = Write(dataset);

        Assert.Equal(DatasetText.Of(dataset), DatasetText.Of(DicomXmlReader.Read(document)));
        NativeModelSchema.AssertValid(document);
    }

    private static byte[] Even(byte[] bytes) => bytes.Length % 2 == 0 ? bytes : [.. bytes, (byte)' '];

    private static byte[] Write(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomXmlWriter.Write(dataset, output);
        return output.WrittenSpan.ToArray();
    }
}
