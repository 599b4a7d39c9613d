using System.Buffers;
using System.Text;
using CsCheck;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.Json;
using WorklistScp.Dicom.Tests.IO;
using WorklistScp.Dicom.Xml;

namespace WorklistScp.Dicom.Tests.Model;

/// <summary>Data sets as DICOMweb tells them: text in UTF-8.</summary>
public sealed class UnicodeTextTests
{
    private static readonly string[] Terms = ["ISO_IR 100", "ISO_IR 192", "GB18030", "\\ISO 2022 IR 87", "NO SUCH SET", ""];

    [Theory]
    [InlineData("ISO_IR 100", "Buc^Jérôme")]
    [InlineData("ISO_IR 100", "Buc^Jérôm")]
    [InlineData("GB18030", "Wang^XiaoDong=王^小东")]
    [InlineData("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    public void Convert_TextOfAnyCharacterSet_IsUtf8(string term, string name)
    {
        DicomDataset converted = UnicodeText.Convert(new DicomDataset(Term(term), Text(DicomTag.PatientName, term, name)));

        Assert.Equal("ISO_IR 192", converted.CharacterSet.Value);
        Assert.True(converted.TryGetElement(DicomTag.PatientName, out DicomElement? element));
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        Assert.Equal(bytes.Length % 2 == 0 ? bytes : [.. bytes, (byte)' '], element.Value.ToArray());
    }

    [Fact]
    public void Convert_Ascii_HasNoCharacterSet() => Assert.Equal(
        "(0010,0010) PN 446F65205E4A616E6520\n",
        DatasetText.Of(UnicodeText.Convert(
            new DicomDataset(Term("ISO_IR 100"), Text(DicomTag.PatientName, "ISO_IR 100", "Doe ^Jane")))));

    [Fact]
    public void Convert_ItemsInCharacterSetsOfTheirOwn_AreInThatOfTheDataSet()
    {
        var dataset = new DicomDataset(
            Term("ISO_IR 100"),
            new DicomSequence(
                DicomTag.ScheduledProcedureStepSequence,
                new DicomDataset(Term("ISO_IR 144"), Text(DicomTag.ScheduledProcedureStepDescription, "ISO_IR 144", "Дж")),
                new DicomDataset(Text(DicomTag.ScheduledProcedureStepDescription, "ISO_IR 100", "Kopf süd"))));
        string before = DatasetText.Of(dataset);

        DicomDataset converted = UnicodeText.Convert(dataset);

        Assert.True(converted.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.Equal(["Дж", "Kopf süd"], steps.Items.Select(step =>
            step.TryGetString(DicomTag.ScheduledProcedureStepDescription, out string? text) ? text : null));
        Assert.All(steps.Items, step => Assert.False(step.Contains(DicomTag.SpecificCharacterSet)));
        Assert.Equal(before, DatasetText.Of(dataset));
    }

    [Theory]
    [InlineData("Doe^Jane==", "Doe^Jane")]
    [InlineData("Doe^Jane=\\Roe==P", "Doe^Jane\\Roe==P")]
    [InlineData("=", "")]
    public void Convert_DelimitersBehindTheLastGroup_AreLeftOut(string name, string expected)
    {
        DicomDataset converted = UnicodeText.Convert(new DicomDataset(Text(DicomTag.PatientName, "", name)));

        Assert.True(converted.TryGetString(DicomTag.PatientName, out string? text));
        Assert.Equal(expected, text);
    }

    [Fact]
    public void Convert_TextThatIsNotInItsCharacterSet_KeepsItsBytes()
    {
        byte[] bytes = [0x41, 0xff, 0xfe, 0x42];

        DicomDataset converted = UnicodeText.Convert(
            new DicomDataset(Term("ISO_IR 192"), new DicomElement(DicomTag.PatientID, DicomVR.LO, bytes)));

        Assert.True(converted.TryGetElement(DicomTag.PatientID, out DicomElement? element));
        Assert.Equal(bytes, element.Value.ToArray());
        Assert.Contains("\"InlineBinary\"", Encoding.UTF8.GetString(Json(converted)), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteUnicode_WhateverDataSet_IsReadAsTheConvertedOne() =>
        Gen.Select(Gen.OneOf(Terms), GenDataset.Any).Sample((term, dataset) =>
        {
            dataset.AddOrUpdate(Term(term));
            string expected = DatasetText.Of(UnicodeText.Convert(dataset));
            var xml = new ArrayBufferWriter<byte>();
            DicomXmlWriter.WriteUnicode(dataset, xml);

            Assert.Equal(expected, DatasetText.Of(DicomJsonReader.Read(Json(dataset))[0]));
            Assert.Equal(expected, DatasetText.Of(DicomXmlReader.Read(xml.WrittenMemory)));
            Assert.False(expected.Contains("(0008,0005)", StringComparison.Ordinal)
                && !expected.Contains("(0008,0005) CS 49534F5F495220313932", StringComparison.Ordinal));
        }, iter: RandomCases.Of(1000));

    private static byte[] Json(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new System.Text.Json.Utf8JsonWriter(output))
        {
            DicomJsonWriter.WriteUnicode(dataset, json);
        }

        return output.WrittenSpan.ToArray();
    }

    private static DicomElement Term(string term) => DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, term);

    private static DicomElement Text(DicomTag tag, string term, string text)
    {
        DicomVR vr = tag == DicomTag.PatientName ? DicomVR.PN : DicomVR.LO;
        Assert.True(DicomValueText.TryEncode(text, vr, SpecificCharacterSet.Parse(term), out byte[] bytes, out _));
        return new DicomElement(tag, vr, bytes);
    }
}
