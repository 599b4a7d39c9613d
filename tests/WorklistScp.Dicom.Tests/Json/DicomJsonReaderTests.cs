using System.Text;
using CsCheck;
using WorklistScp.Dicom.Json;
using WorklistScp.Dicom.Tests.IO;

namespace WorklistScp.Dicom.Tests.Json;

/// <summary>What others write, and what is refused.</summary>
public sealed class DicomJsonReaderTests
{
    [Fact]
    public void Read_TextWithoutACharacterSet_BecomesUtf8()
    {
        DicomDataset read = ReadOne("""{"00100010":{"vr":"PN","Value":[{"Alphabetic":"Äneas^R\u00fcdiger"}]}}""");

        Assert.Equal("ISO_IR 192", StringOf(read, DicomTag.SpecificCharacterSet));
        Assert.Equal("Äneas^Rüdiger", StringOf(read, DicomTag.PatientName));
    }

    [Fact]
    public void Read_AsciiWithoutACharacterSet_HasNone() =>
        Assert.Single(ReadOne("""{"00100010":{"vr":"PN","Value":[{"Alphabetic":"A^B"}]}}"""));

    [Fact]
    public void Read_ItemWithACharacterSetOfItsOwn_HasItsText()
    {
        DicomDataset read = ReadOne(
            """
            {"00080005":{"vr":"CS","Value":["ISO_IR 100"]},
             "00400100":{"vr":"SQ","Value":[
               {"00400007":{"vr":"LO","Value":["д"]},"00080005":{"vr":"CS","Value":["ISO_IR 144"]}}]}}
            """);

        Assert.True(read.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.Equal("д", StringOf(steps.Items[0], DicomTag.ScheduledProcedureStepDescription));
    }

    [Theory]
    [InlineData("""{"00080060":{"Value":["CT"]}}""", "(0008,0060) CS 4354")]
    [InlineData("""{"00080060":{"Value":["CT"],"vr":"CS"}}""", "(0008,0060) CS 4354")]
    [InlineData("""{"00100020":{"vr":"LO","Value":[]}}""", "(0010,0020) LO ")]
    [InlineData("""{"00100010":{"vr":"PN","Value":["A^B=C"]}}""", "(0010,0010) PN 415E423D4320")]
    [InlineData("""{"00101030":{"vr":"DS","Value":[70.5,"71"]}}""", "(0010,1030) DS 37302E355C373120")]
    [InlineData("""{"00189445":{"vr":"UV","Value":["18446744073709551615"]}}""", "(0018,9445) UV FFFFFFFFFFFFFFFF")]
    [InlineData("\ufeff{\"00080060\":{\"vr\":\"CS\"}}", "(0008,0060) CS ")]
    public void Read_WhatOthersWrite_IsUnderstood(string json, string expected) =>
        Assert.Equal(expected + "\n", DatasetText.Of(ReadOne(json)));

    [Fact]
    public void Read_Array_HasOneDataSetForEachObject() =>
        Assert.Equal(2, DicomJsonReader.Read("[{},{\"00080060\":{\"vr\":\"CS\"}}]"u8.ToArray()).Count);

    [Theory]
    [InlineData("", "line 1: ")]
    [InlineData("{\n\"00080060\": }", "line 2: ")]
    [InlineData("7", "no object, expected a data set")]
    [InlineData("[{},7]", "[2]: no object, expected a data set")]
    [InlineData("""{"Modality":{}}""", "'Modality', expected a tag")]
    [InlineData("""{"00020010":{"vr":"UI"}}""", "'00020010', expected a tag of a data set")]
    [InlineData("""{"00400000":{"vr":"UL"}}""", "'00400000', expected a tag of a data set")]
    [InlineData("""{"FFFEE000":{"vr":"SQ"}}""", "'FFFEE000', expected a tag of a data set")]
    [InlineData("""{"00080060":7}""", "00080060: no object, expected one with vr and Value")]
    [InlineData("""{"00080060":{"vr":"XX"}}""", "00080060: vr \"XX\", expected one of PS3.5 table 6.2-1")]
    [InlineData("""{"00080060":{"vr":"CS","Value":"CT"}}""", "00080060: Value is no array")]
    [InlineData("""{"00080060":{"vr":"CS","Value":[{}]}}""", "00080060: '{}', expected a string")]
    [InlineData("""{"00080060":{"vr":"CS"},"00080060":{"vr":"CS"}}""", "00080060: appears twice, expected once")]
    [InlineData("""{"00080060":{"vr":"CS","Value":["Ä"]}}""", "00080060: U+00C4, expected characters of the default")]
    [InlineData("""{"00104000":{"vr":"LT","Value":["a","b"]}}""", "00104000: 2 values, expected one")]
    [InlineData("""{"00100010":{"vr":"PN","Value":[{"Family":"A"}]}}""", "00100010: no person name")]
    [InlineData("""{"00280010":{"vr":"US","Value":[65536]}}""", "00280010: '65536', expected an integer of 16 bits")]
    [InlineData("""{"00280010":{"vr":"US","Value":[-1]}}""", "00280010: '-1', expected an integer of 16 bits")]
    [InlineData("""{"00280010":{"vr":"US","Value":[1.5]}}""", "00280010: '1.5', expected an integer")]
    [InlineData("""{"00280009":{"vr":"AT","Value":["0008"]}}""", "00280009: '\"0008\"'")]
    [InlineData("""{"00420011":{"vr":"OB","Value":[1]}}""", "00420011: '1', expected InlineBinary")]
    [InlineData("""{"00420011":{"vr":"OB","InlineBinary":"?"}}""", "00420011: InlineBinary is no base64")]
    [InlineData("""{"00420011":{"vr":"OB","BulkDataURI":"x"}}""", "00420011: has its value elsewhere")]
    [InlineData("""{"00400100":{"vr":"SQ","InlineBinary":"AA=="}}""", "00400100: is a sequence with InlineBinary")]
    [InlineData("""{"00400100":{"vr":"SQ","Value":[{"00080060":{"vr":"CS","Value":[[]]}}]}}""",
        "00400100[1].00080060: ")]
    [InlineData("""{"00080005":{"vr":"CS","Value":["ISO_IR 100"]},"00100020":{"vr":"LO","Value":["д"]}}""",
        "00100020: U+0434, expected characters of ISO_IR 100")]
    [InlineData("""{"00100020":{"vr":"LO","Value":["\ud800"]}}""", "a string that is no Unicode text")]
    [InlineData("""{"\ud800":{"vr":"LO"}}""", "a string that is no Unicode text")]
    public void Read_WhatIsWrong_SaysWhereAndWhatWasExpected(string json, string message)
    {
        DicomDataException e = Assert.Throws<DicomDataException>(() => ReadOne(json));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("""{"00400100":{"vr":"SQ","Value":[""", depth)) + "{}"
            + string.Concat(Enumerable.Repeat("]}}", depth));

        Assert.Single(ReadOne(Nested(DicomJsonReader.MaxDepth)));
        Assert.Throws<DicomDataException>(() => ReadOne(Nested(DicomJsonReader.MaxDepth + 2)));
        Assert.Throws<DicomDataException>(() => ReadOne(Nested(100_000)));
    }

    [Fact]
    public void Read_EveryPrefixAndRandomBytes_ReadOrThrowTheirOwnException()
    {
        byte[] good = Encoding.UTF8.GetBytes(
            """{"00080005":{"vr":"CS","Value":["ISO_IR 192"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"É"}]}}""");
        for (var length = 0; length < good.Length; length++)
        {
            Assert.Throws<DicomDataException>(() => DicomJsonReader.Read(good.AsMemory(0, length)));
        }

        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            byte[] bytes = [.. good];
            bytes[place] = value;
            try
            {
                Assert.NotNull(DicomJsonReader.Read(bytes));
            }
            catch (DicomDataException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        });
    }

    private static DicomDataset ReadOne(string json) =>
        DicomJsonReader.Read(Encoding.UTF8.GetBytes(json))[0];

    private static string? StringOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? value) ? value : null;
}
