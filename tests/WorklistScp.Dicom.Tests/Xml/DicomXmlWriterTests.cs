using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using WorklistScp.Dicom.Xml;

namespace WorklistScp.Dicom.Tests.Xml;

/// <summary>The forms of PS3.19 A.1.5.</summary>
public sealed partial class DicomXmlWriterTests
{
    private const string Start = """
        <?xml version="1.0" encoding="utf-8"?><NativeDicomModel xml:space="preserve" xmlns="http://dicom.nema.org/PS3.19/models/NativeDICOM">
        """;

    [Fact]
    public void Write_Entry_HasTheFormOfAnnexA()
    {
        var dataset = new DicomDataset(
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 100"),
            DicomElement.FromUInt32(new DicomTag(0x0008, 0), 12),
            DicomElement.FromAscii(DicomTag.AccessionNumber, DicomVR.SH, ""),
            new DicomSequence(DicomTag.ReferencedStudySequence),
            DicomElement.FromAscii(new DicomTag(0x0009, 0x0010), DicomVR.LO, "ACME"),
            DicomElement.FromAscii(new DicomTag(0x0009, 0x1001), DicomVR.LO, "x"),
            DicomElement.FromAscii(new DicomTag(0x0009, 0x1101), DicomVR.LO, "y"),
            new DicomElement(DicomTag.PatientName, DicomVR.PN, Encoding.Latin1.GetBytes("Buc^Jérôme")),
            new DicomSequence(
                DicomTag.ScheduledProcedureStepSequence,
                new DicomDataset(DicomElement.FromAscii(DicomTag.Modality, DicomVR.CS, "MR")),
                new DicomDataset()));

        var output = new ArrayBufferWriter<byte>();
        DicomXmlWriter.Write(dataset, output);

        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <NativeDicomModel xml:space="preserve" xmlns="http://dicom.nema.org/PS3.19/models/NativeDICOM">
              <DicomAttribute tag="00080005" vr="CS" keyword="SpecificCharacterSet">
                <Value number="1">ISO_IR 100</Value>
              </DicomAttribute>
              <DicomAttribute tag="00080050" vr="SH" keyword="AccessionNumber" />
              <DicomAttribute tag="00081110" vr="SQ" keyword="ReferencedStudySequence" />
              <DicomAttribute tag="00090010" vr="LO">
                <Value number="1">ACME</Value>
              </DicomAttribute>
              <DicomAttribute tag="00090001" vr="LO" privateCreator="ACME">
                <Value number="1">x</Value>
              </DicomAttribute>
              <DicomAttribute tag="00091101" vr="LO">
                <Value number="1">y</Value>
              </DicomAttribute>
              <DicomAttribute tag="00100010" vr="PN" keyword="PatientName">
                <PersonName number="1">
                  <Alphabetic>
                    <FamilyName>Buc</FamilyName>
                    <GivenName>Jérôme</GivenName>
                  </Alphabetic>
                </PersonName>
              </DicomAttribute>
              <DicomAttribute tag="00400100" vr="SQ" keyword="ScheduledProcedureStepSequence">
                <Item number="1">
                  <DicomAttribute tag="00080060" vr="CS" keyword="Modality">
                    <Value number="1">MR</Value>
                  </DicomAttribute>
                </Item>
                <Item number="2" />
              </DicomAttribute>
            </NativeDicomModel>

            """,
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("AT", "08006000", "00080060")]
    [InlineData("US", "0100FFFF", "1", "65535")]
    [InlineData("SL", "00000080", "-2147483648")]
    [InlineData("UV", "FFFFFFFFFFFFFFFF", "18446744073709551615")]
    [InlineData("FL", "0000C03F", "1.5")]
    [InlineData("FD", "0000000000000080", "-0")]
    public void Write_Numbers_AreInDecimal(string vr, string hex, params string[] values) =>
        AssertAttribute(Values(values), vr, Convert.FromHexString(hex));

    [Theory]
    [InlineData("DS", "1.50", "1.50")]
    [InlineData("LO", "a\\\\bc ", "a", "", "bc")]
    [InlineData("LT", "a\\b ", "a\\b")]
    [InlineData("LT", " a  ", " a ")]
    [InlineData("LT", "a\r\n\tb ", "a&#xD;\n\tb")]
    [InlineData("UI", "1.2\0", "1.2")]
    [InlineData("SH", "<&> ", "&lt;&amp;&gt;")]
    public void Write_Text_IsWhatTheBytesHold(string vr, string value, params string[] expected) =>
        AssertAttribute(Values(expected), vr, Encoding.ASCII.GetBytes(value));

    [Theory]
    [InlineData("A^B", "<Alphabetic><FamilyName>A</FamilyName><GivenName>B</GivenName></Alphabetic>")]
    [InlineData("A^^^D^E", "<Alphabetic><FamilyName>A</FamilyName><NamePrefix>D</NamePrefix><NameSuffix>E</NameSuffix></Alphabetic>")]
    [InlineData("A^^^", "<Alphabetic><FamilyName>A</FamilyName><NamePrefix></NamePrefix></Alphabetic>")]
    [InlineData("A==C", "<Alphabetic><FamilyName>A</FamilyName></Alphabetic><Phonetic><FamilyName>C</FamilyName></Phonetic>")]
    [InlineData("A=", "<Alphabetic><FamilyName>A</FamilyName></Alphabetic><Ideographic />")]
    public void Write_Name_HasElementsForItsParts(string name, string expected) => AssertAttribute(
        $"<PersonName number=\"1\">{expected}</PersonName>", "PN",
        Encoding.ASCII.GetBytes(name.Length % 2 == 0 ? name : name + " "));

    [Theory]
    [InlineData("OB", "0102")]
    [InlineData("UN", "41422043")]
    [InlineData("US", "010203")] // no whole number
    [InlineData("FD", "000000000000F0FF")] // infinite
    [InlineData("PN", "413D423D433D4420")] // four groups
    [InlineData("PN", "5E5E5E5E5E20")] // six components
    [InlineData("LO", "41FC")] // without a character set
    [InlineData("LT", "411B")] // a character that XML 1.0 has not
    [InlineData("UI", "310000")]
    public void Write_WhatHasNoExactForm_IsInlineBinary(string vr, string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);

        AssertAttribute($"<InlineBinary>{Convert.ToBase64String(bytes)}</InlineBinary>", vr, bytes);
    }

    [Fact]
    public void WriteUnicode_Entry_IsOneLineInUtf8()
    {
        var output = new ArrayBufferWriter<byte>();
        DicomXmlWriter.WriteUnicode(
            new DicomDataset(
                DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 100"),
                new DicomElement(DicomTag.PatientID, DicomVR.LO, Encoding.Latin1.GetBytes("Ä1"))),
            output);

        Assert.Equal(
            $"{Start}<DicomAttribute tag=\"00080005\" vr=\"CS\" keyword=\"SpecificCharacterSet\"><Value number=\"1\">ISO_IR 192</Value>"
            + "</DicomAttribute><DicomAttribute tag=\"00100020\" vr=\"LO\" keyword=\"PatientID\"><Value number=\"1\">Ä1</Value>"
            + "</DicomAttribute></NativeDicomModel>",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static string Values(string[] values) =>
        string.Concat(values.Select(
            (value, i) => $"<Value number=\"{i + 1}\"" + (value.Length == 0 ? " />" : $">{value}</Value>")));

    private static void AssertAttribute(string expected, string vr, byte[] value)
    {
        Assert.True(DicomVR.TryParse(vr, out DicomVR found));
        var output = new ArrayBufferWriter<byte>();
        DicomXmlWriter.Write(new DicomDataset(new DicomElement(new DicomTag(0x0009, 0x1001), found, value)), output);

        Assert.Equal(
            $"{Start}<DicomAttribute tag=\"00091001\" vr=\"{vr}\">{expected}</DicomAttribute></NativeDicomModel>",
            LineBreak().Replace(Encoding.UTF8.GetString(output.WrittenSpan).Trim(), "<"));
    }

    [GeneratedRegex("\n *<")]
    private static partial Regex LineBreak();
}
