using System.Buffers;
using CsCheck;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.Json;
using WorklistScp.Dicom.Tests.IO;

namespace WorklistScp.Dicom.Tests.Json;

/// <summary>What is read back of JSON is the same data set, byte for byte.</summary>
public sealed class DicomJsonRoundTripTests
{
    private static readonly int Iterations = RandomCases.Of(2000);

    private static readonly string[] Terms =
    [
        "ISO_IR 100", "ISO_IR 192", "GB18030", "GBK", "ISO_IR 13", "ISO_IR 166", "\\ISO 2022 IR 87",
        "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159", "\\ISO 2022 IR 149", "\\ISO 2022 IR 58", "NO SUCH SET",
    ];

    [Fact]
    public void Read_WhatWriteMade_GivesItBack() => GenDataset.Any.Sample(AssertRoundTrip, iter: Iterations);

    [Fact]
    public void Read_WhatWriteMadeOfRandomBytesInAnyCharacterSet_GivesItBack() =>
        Gen.Select(Gen.OneOf(Terms), Gen.OneOf([.. DicomVR.All]), Gen.Byte.Array[0, 12]).Sample(
            (term, vr, bytes) => AssertRoundTrip(new DicomDataset(
                DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, term),
                vr == DicomVR.SQ
                    ? new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset())
                    : new DicomElement(new DicomTag(0x0009, 0x1001), vr, Even(bytes)))),
            iter: 10 * Iterations);

    [Theory]
    [InlineData("ISO_IR 100", "Buc^J\u00e9r\u00f4me")]
    [InlineData("ISO_IR 192", "Wang^XiaoDong=\u738b^\u5c0f\u4e1c")]
    [InlineData("\\ISO 2022 IR 87", "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046")]
    [InlineData("GB18030", "\u738b^\u5c0f\u4e1c\\A==B")]
    [InlineData("\\ISO 2022 IR 149", "Hong^Gildong=\u6d2a^\u5409\u6d1e=\ud64d^\uae38\ub3d9")]
    public void Read_NamesInTheirCharacterSets_GivesThemBackAsText(string term, string name)
    {
        Assert.True(SpecificCharacterSet.Parse(term).TryEncode(name, DicomVR.PN, out byte[] bytes, out _));
        var dataset = new DicomDataset(
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, term),
            new DicomElement(DicomTag.PatientName, DicomVR.PN, Even(bytes)));

        AssertRoundTrip(dataset);
        Assert.DoesNotContain("InlineBinary", Text(dataset), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ItemInACharacterSetOfItsOwn_LeavesTheDataSetAroundItWithoutOne()
    {
        DicomElement unicode = DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 192");
        var name = new DicomElement(DicomTag.PatientName, DicomVR.PN, "\u738b "u8.ToArray());

        AssertRoundTrip(new DicomDataset(
            new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset(unicode, name))));
    }

    [Fact]
    public void Write_NegativeZero_IsNoInteger()
    {
        // Python and others read -0 as an integer, which has no sign of zero.
        var dataset = new DicomDataset(
            new DicomElement(new DicomTag(0x0009, 0x1001), DicomVR.FD, BitConverter.GetBytes(-0.0)),
            new DicomElement(new DicomTag(0x0009, 0x1002), DicomVR.FL, BitConverter.GetBytes(-0f)));

        AssertRoundTrip(dataset);
        Assert.Equal(2, Text(dataset).Split("-0.0").Length - 1);
    }

    private static void AssertRoundTrip(DicomDataset dataset)
    {
        DicomDataset read = Assert.Single(DicomJsonReader.Read(Write(dataset)));

        Assert.Equal(DatasetText.Of(dataset), DatasetText.Of(read));
    }

    private static byte[] Even(byte[] bytes) => bytes.Length % 2 == 0 ? bytes : [.. bytes, (byte)' '];

    private static string Text(DicomDataset dataset) => System.Text.Encoding.UTF8.GetString(Write(dataset));

    private static byte[] Write(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomJsonWriter.Write(dataset, output);
        return output.WrittenSpan.ToArray();
    }
}
