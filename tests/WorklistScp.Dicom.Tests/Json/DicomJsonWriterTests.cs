using System.Buffers;
using System.Text;
using WorklistScp.Dicom.Json;

namespace WorklistScp.Dicom.Tests.Json;

/// <summary>The forms of PS3.18 annex F.</summary>
public sealed class DicomJsonWriterTests
{
    [Fact]
    public void Write_Entry_HasTheFormOfAnnexF()
    {
        var dataset = new DicomDataset(
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 100"),
            DicomElement.FromUInt32(new DicomTag(0x0008, 0), 12),
            DicomElement.FromAscii(DicomTag.AccessionNumber, DicomVR.SH, ""),
            new DicomSequence(DicomTag.ReferencedStudySequence),
            new DicomElement(DicomTag.PatientName, DicomVR.PN, Encoding.Latin1.GetBytes("Buc^J\u00e9r\u00f4me")),
            new DicomSequence(
                DicomTag.ScheduledProcedureStepSequence,
                new DicomDataset(DicomElement.FromAscii(DicomTag.Modality, DicomVR.CS, "MR")),
                new DicomDataset()));

        Assert.Equal(
            """
            {
              "00080005": {
                "vr": "CS",
                "Value": [
                  "ISO_IR 100"
                ]
              },
              "00080050": {
                "vr": "SH"
              },
              "00081110": {
                "vr": "SQ"
              },
              "00100010": {
                "vr": "PN",
                "Value": [
                  {
                    "Alphabetic": "Buc^Jérôme"
                  }
                ]
              },
              "00400100": {
                "vr": "SQ",
                "Value": [
                  {
                    "00080060": {
                      "vr": "CS",
                      "Value": [
                        "MR"
                      ]
                    }
                  },
                  {}
                ]
              }
            }

            """,
            Text(dataset));
    }

    [Theory]
    [InlineData("AT", "08006000", "[\"00080060\"]")]
    [InlineData("US", "0100FFFF", "[1,65535]")]
    [InlineData("SS", "FFFF", "[-1]")]
    [InlineData("SL", "00000080", "[-2147483648]")]
    [InlineData("UL", "FFFFFFFF", "[4294967295]")]
    [InlineData("SV", "0000000000000080", "[-9223372036854775808]")]
    [InlineData("UV", "FFFFFFFFFFFFFFFF", "[18446744073709551615]")]
    [InlineData("FL", "0000C03F", "[1.5]")]
    [InlineData("FD", "000000000000F8BF", "[-1.5]")]
    public void Write_Numbers_AreNumbers(string vr, string hex, string value) =>
        AssertAttribute($$"""{"vr":"{{vr}}","Value":{{value}}}""", vr, Convert.FromHexString(hex));

    [Theory]
    [InlineData("DS", "1.50", "1.50")]
    [InlineData("DS", "-0.5e3\\7", "-0.5e3,7")]
    [InlineData("IS", "007 ", "\"007\"")]
    [InlineData("IS", "+7", "\"\\u002B7\"")]
    [InlineData("DS", ".5", "\".5\"")]
    [InlineData("DS", "5.", "\"5.\"")]
    [InlineData("DS", "5.e1", "\"5.e1\"")]
    [InlineData("DS", " 5", "\" 5\"")]
    [InlineData("LO", "a\\\\bc ", "\"a\",null,\"bc\"")]
    [InlineData("LT", "a\\b ", "\"a\\\\b\"")]
    [InlineData("AE", "CT1   ", "\"CT1  \"")]
    [InlineData("UI", "1.2\0", "\"1.2\"")]
    [InlineData("PN", "A==C", "{\"Alphabetic\":\"A\",\"Phonetic\":\"C\"}")]
    public void Write_Text_IsWhatTheBytesHold(string vr, string value, string expected) =>
        AssertAttribute($$"""{"vr":"{{vr}}","Value":[{{expected}}]}""", vr, Encoding.ASCII.GetBytes(value));

    [Theory]
    [InlineData("OB", "0102")]
    [InlineData("UN", "41422043")]
    [InlineData("US", "010203")] // no whole number
    [InlineData("FL", "0000C07F")] // none
    [InlineData("FD", "000000000000F0FF")] // infinite
    [InlineData("PN", "413D")] // A=, which its groups do not tell from A
    [InlineData("PN", "413D423D433D4420")] // four groups
    [InlineData("LO", "41FC")] // without a character set
    public void Write_WhatHasNoExactForm_IsInlineBinary(string vr, string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);

        AssertAttribute($$"""{"vr":"{{vr}}","InlineBinary":"{{Convert.ToBase64String(bytes)}}"}""", vr, bytes);
    }

    private static void AssertAttribute(string expected, string vr, byte[] value)
    {
        Assert.True(DicomVR.TryParse(vr, out DicomVR found));
        var output = new ArrayBufferWriter<byte>();
        using (var json = new System.Text.Json.Utf8JsonWriter(output))
        {
            DicomJsonWriter.Write(new DicomDataset(new DicomElement(new DicomTag(0x0009, 0x1001), found, value)), json);
        }

        Assert.Equal($$"""{"00091001":{{expected}}}""", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static string Text(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomJsonWriter.Write(dataset, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
