using System.Buffers;
using System.Text;
using CsCheck;
using WorklistScp.Dicom.Tests.IO;
using WorklistScp.Dicom.Xml;

namespace WorklistScp.Dicom.Tests.Xml;

/// <summary>What others write, and what is refused.</summary>
public sealed class DicomXmlReaderTests
{
    [Fact]
    public void Read_TextWithoutACharacterSet_BecomesUtf8()
    {
        DicomDataset read = ReadOne("""
            <DicomAttribute tag="00100010" vr="PN"><PersonName number="1"><Alphabetic>
            <FamilyName>Äneas</FamilyName><GivenName>R&#252;diger</GivenName></Alphabetic></PersonName></DicomAttribute>
            """);

        Assert.Equal("ISO_IR 192", StringOf(read, DicomTag.SpecificCharacterSet));
        Assert.Equal("Äneas^Rüdiger", StringOf(read, DicomTag.PatientName));
    }

    [Fact]
    public void Read_AsciiWithoutACharacterSet_HasNone() =>
        Assert.Single(ReadOne("""<DicomAttribute tag="00100020" vr="LO"><Value number="1">A</Value></DicomAttribute>"""));

    [Fact]
    public void Read_CharacterSetBehindTheText_IsThatOfTheText()
    {
        DicomDataset read = ReadOne("""
            <DicomAttribute tag="00400100" vr="SQ"><Item number="1">
              <DicomAttribute tag="00400007" vr="LO"><Value number="1">д</Value></DicomAttribute>
              <DicomAttribute tag="00080005" vr="CS"><Value number="1">ISO_IR 144</Value></DicomAttribute>
            </Item></DicomAttribute>
            <DicomAttribute tag="00080005" vr="CS"><Value number="1">ISO_IR 100</Value></DicomAttribute>
            """);

        Assert.True(read.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.Equal("д", StringOf(steps.Items[0], DicomTag.ScheduledProcedureStepDescription));
        Assert.Equal("ISO_IR 100", StringOf(read, DicomTag.SpecificCharacterSet));
    }

    [Theory]
    [InlineData("""<DicomAttribute tag="00080060"><Value>CT</Value></DicomAttribute>""", "(0008,0060) CS 4354")]
    [InlineData("""<DicomAttribute tag="00100020" vr="LO"/>""", "(0010,0020) LO ")]
    [InlineData("""<DicomAttribute tag="00100020" vr="LO"><Value number="1"/></DicomAttribute>""", "(0010,0020) LO ")]
    [InlineData("""<DicomAttribute tag="00280010" vr="US"><Value number="1"/></DicomAttribute>""", "(0028,0010) US ")]
    [InlineData("""<DicomAttribute tag="00280010" vr="US"><Value number="1"> 1 </Value></DicomAttribute>""",
        "(0028,0010) US 0100")]
    [InlineData("""<DicomAttribute tag="00080008" vr="CS"><Value number="2">A</Value><Value number="4">B</Value></DicomAttribute>""",
        "(0008,0008) CS 5C415C5C4220")]
    [InlineData("""<DicomAttribute tag="00104000" vr="LT"><Value number="1">  a<![CDATA[<b>]]>&#13;</Value></DicomAttribute>""",
        "(0010,4000) LT 2020613C623E0D20")]
    [InlineData("""<DicomAttribute tag="00100010" vr="PN"><Value number="1">A^B=C</Value></DicomAttribute>""",
        "(0010,0010) PN 415E423D4320")]
    [InlineData(
        """<DicomAttribute tag="00100010" vr="PN"><PersonName><Phonetic><GivenName>B</GivenName></Phonetic></PersonName></DicomAttribute>""",
        "(0010,0010) PN 3D3D5E42")]
    [InlineData("""<DicomAttribute tag="00420011" vr="OB"><InlineBinary> AQI= </InlineBinary></DicomAttribute>""",
        "(0042,0011) OB 0102")]
    [InlineData("""<?note?><!-- a --><DicomAttribute keyword="Modality" tag="00080060" vr="CS" other="1"/>""", "(0008,0060) CS ")]
    public void Read_WhatOthersWrite_IsUnderstood(string xml, string expected) =>
        Assert.Equal(expected + "\n", DatasetText.Of(ReadOne(xml)));

    [Fact]
    public void Read_WithoutNamespaceOrInAnotherEncoding_IsUnderstood()
    {
        const string Attribute = """<DicomAttribute tag="00100020" vr="LO"><Value number="1">Ä</Value></DicomAttribute>""";
        string document = $"<NativeDicomModel>{Attribute}</NativeDicomModel>";

        Assert.All(
            new[]
            {
                Encoding.UTF8.GetBytes(document),
                [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(document)],
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(document)],
                Encoding.Latin1.GetBytes($"""<?xml version="1.0" encoding="ISO-8859-1"?>{document}"""),
                Encoding.UTF8.GetBytes(
                    $"""<n:NativeDicomModel xmlns:n="http://dicom.nema.org/PS3.19/models/NativeDICOM">{Attribute}</n:NativeDicomModel>"""),
            },
            bytes => Assert.Equal("Ä", StringOf(DicomXmlReader.Read(bytes), DicomTag.PatientID)));
    }

    [Theory]
    [InlineData("ACME", "(0009,0010) LO 41434D45\n(0009,1002) LO 6120\n")]
    [InlineData(" ACME ", "(0009,0010) LO 41434D45\n(0009,1002) LO 6120\n")]
    [InlineData("", "(0009,0002) LO 6120\n")]
    public void Read_PrivateAttribute_IsInABlockOfItsCreator(string creator, string expected) => Assert.Equal(
        expected,
        DatasetText.Of(ReadOne(
            $"""<DicomAttribute tag="00090002" vr="LO" privateCreator="{creator}"><Value number="1">a</Value></DicomAttribute>""")));

    [Fact]
    public void Read_PrivateAttributes_TakeBlocksThatAreFree() => Assert.Equal(
        "(0009,0010) LO 4142\n(0009,0011) LO 4344\n(0009,0013) LO 4546\n"
        + "(0009,1000) LO 6120\n(0009,1100) LO 6220\n(0009,1200) LO 6320\n(0009,1310) LO 6420\n",
        DatasetText.Of(ReadOne("""
            <DicomAttribute tag="00090000" vr="LO" privateCreator="CD"><Value number="1">b</Value></DicomAttribute>
            <DicomAttribute tag="00090010" vr="LO" privateCreator="EF"><Value number="1">d</Value></DicomAttribute>
            <DicomAttribute tag="00091200" vr="LO"><Value number="1">c</Value></DicomAttribute>
            <DicomAttribute tag="00090010" vr="LO"><Value number="1">AB</Value></DicomAttribute>
            <DicomAttribute tag="00090000" vr="LO" privateCreator="AB"><Value number="1">a</Value></DicomAttribute>
            """)));

    [Theory]
    [InlineData("", "line 1: no XML at character 1")]
    [InlineData("<NativeDicomModel>\n<", "line 2: no XML at character 2")]
    [InlineData("<NativeDicomModel/><a/>", "line 1: no XML at character 21")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><NativeDicomModel/>", "line 1: no XML at character 1, expected a document")]
    [InlineData("<NativeDicomModel>&b;</NativeDicomModel>", "line 1: no XML at character 20")]
    [InlineData("<?xml version='1.0' encoding='klingon'?><NativeDicomModel/>", "line 1: no XML at character ")]
    [InlineData("<data-set/>", "<data-set>, expected <NativeDicomModel>")]
    [InlineData("<NativeDicomModel xmlns='urn:x'/>", "<NativeDicomModel of another namespace>, expected <NativeDicomModel>")]
    public void Read_WhatIsNoDocument_SaysWhere(string xml, string message) =>
        AssertRefused(Encoding.UTF8.GetBytes(xml), message);

    [Theory]
    [InlineData("a", "text, expected <DicomAttribute>")]
    [InlineData("<Value/>", "<Value>, expected <DicomAttribute>")]
    [InlineData("<DicomAttribute/>", "tag '', expected that of a data set")]
    [InlineData("<DicomAttribute tag='Modality'/>", "tag 'Modality', expected that of a data set")]
    [InlineData("<DicomAttribute tag='00020010' vr='UI'/>", "tag '00020010', expected that of a data set")]
    [InlineData("<DicomAttribute tag='00400000' vr='UL'/>", "tag '00400000', expected that of a data set")]
    [InlineData("<DicomAttribute tag='FFFEE000' vr='SQ'/>", "tag 'FFFEE000', expected that of a data set")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS' privateCreator='A'/>", "tag '00080060', expected that of a data set, ")]
    [InlineData("<DicomAttribute tag='00090060' vr='CS' privateCreator='Ä'/>", "privateCreator 'Ä', expected a name")]
    [InlineData("<DicomAttribute tag='00080060' vr='XX'/>", "00080060: vr 'XX', expected one of PS3.5 table 6.2-1")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'>CT</DicomAttribute>", "00080060: text, expected <Value>, <InlineBinary>")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'><Value><b/></Value></DicomAttribute>",
        "00080060: <b> within a value, expected text")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'/><DicomAttribute tag='00080060' vr='CS'/>",
        "00080060: appears twice, expected once")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'><Value number='0'/></DicomAttribute>", "00080060: number '0', expected 1")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'><Value number='2'/><Value number='1'/></DicomAttribute>",
        "00080060: number '1', expected 3")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'><Value number='2000000000'/></DicomAttribute>",
        "00080060: more than 1000000 values, expected a smaller data set")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'><Value number='2147483648'/></DicomAttribute>", "00080060: number")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'><Value>Ä</Value></DicomAttribute>",
        "00080060: U+00C4, expected characters of the default")]
    [InlineData("<DicomAttribute tag='00104000' vr='LT'><Value>a</Value><Value>b</Value></DicomAttribute>",
        "00104000: 2 values, expected one")]
    [InlineData("<DicomAttribute tag='00100010' vr='PN'><PersonName><FamilyName>A</FamilyName></PersonName></DicomAttribute>",
        "00100010: <FamilyName>, expected <Alphabetic>, <Ideographic>, <Phonetic>")]
    [InlineData("<DicomAttribute tag='00100010' vr='PN'><PersonName><Phonetic/><Phonetic/></PersonName></DicomAttribute>",
        "00100010: <Phonetic> twice in a name, expected once")]
    [InlineData(
        "<DicomAttribute tag='00100010' vr='PN'><PersonName><Phonetic><GivenName>a^b</GivenName></Phonetic></PersonName></DicomAttribute>",
        "00100010: =, ^ or \\ within a component of a name")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'><PersonName/></DicomAttribute>",
        "00080060: <PersonName>, expected <Value>, <InlineBinary>")]
    [InlineData("<DicomAttribute tag='00280010' vr='US'><Value>65536</Value></DicomAttribute>",
        "00280010: '65536', expected an integer of 16 bits")]
    [InlineData("<DicomAttribute tag='00280010' vr='US'><Value number='2'>1</Value></DicomAttribute>", "00280010: '', expected an")]
    [InlineData("<DicomAttribute tag='00420011' vr='OB'><Value>1</Value></DicomAttribute>", "00420011: '1', expected InlineBinary")]
    [InlineData("<DicomAttribute tag='00420011' vr='OB'><InlineBinary>?</InlineBinary></DicomAttribute>",
        "00420011: InlineBinary is no base64")]
    [InlineData("<DicomAttribute tag='00420011' vr='OB'><BulkData uri='file:///etc/passwd'/></DicomAttribute>",
        "00420011: <BulkData>, expected <Value>, <InlineBinary>")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'><Value/><InlineBinary/></DicomAttribute>", "00080060: has its value twice")]
    [InlineData("<DicomAttribute tag='00080060' vr='CS'><InlineBinary/><Value/></DicomAttribute>", "00080060: has its value twice")]
    [InlineData("<DicomAttribute tag='00400100' vr='SQ'><InlineBinary/></DicomAttribute>",
        "00400100: <InlineBinary>, expected <Item>")]
    [InlineData("<DicomAttribute tag='00400100' vr='SQ'><Item number='2'/></DicomAttribute>", "00400100: item 1 is missing")]
    [InlineData("<DicomAttribute tag='00400100' vr='SQ'><Item><DicomAttribute tag='00080060' vr='XX'/></Item></DicomAttribute>",
        "00400100[1].00080060: vr 'XX'")]
    [InlineData(
        "<DicomAttribute tag='00400100' vr='SQ'><Item/><Item><DicomAttribute tag='00280010' vr='US'><Value>x</Value></DicomAttribute></Item></DicomAttribute>",
        "00400100[2].00280010: 'x', expected an integer")]
    [InlineData(
        "<DicomAttribute tag='00080005' vr='CS'><Value>ISO_IR 100</Value></DicomAttribute><DicomAttribute tag='00100020' vr='LO'><Value>д</Value></DicomAttribute>",
        "00100020: U+0434, expected characters of ISO_IR 100")]
    public void Read_WhatIsNoDataSet_SaysWhereAndWhatWasExpected(string attributes, string message) =>
        AssertRefused(Encoding.UTF8.GetBytes($"<NativeDicomModel>{attributes}</NativeDicomModel>"), message);

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("<DicomAttribute tag='00400100' vr='SQ'><Item>", depth))
            + string.Concat(Enumerable.Repeat("</Item></DicomAttribute>", depth));

        Assert.Single(ReadOne(Nested(DicomXmlReader.MaxDepth)));
        Assert.Contains(
            "nested too deep, expected at most 64 sequences",
            Assert.Throws<DicomDataException>(() => ReadOne(Nested(DicomXmlReader.MaxDepth + 1))).Message, StringComparison.Ordinal);
        Assert.Throws<DicomDataException>(() => ReadOne(Nested(100_000)));
        Assert.Throws<DicomDataException>(() => ReadOne(string.Concat(Enumerable.Repeat("<a>", 100_000))));
    }

    [Fact]
    public void Read_MoreElementsThanAllowed_IsRefused()
    {
        string items = string.Concat(Enumerable.Repeat("<Item/>", DicomXmlReader.MaxElements));

        AssertRefused(
            Encoding.UTF8.GetBytes($"<NativeDicomModel><DicomAttribute tag='00400100' vr='SQ'>{items}</DicomAttribute></NativeDicomModel>"),
            "00400100: more than 100000 attributes and items, expected a smaller data set");
    }

    [Fact]
    public void Read_MoreCreatorsThanAGroupHasBlocks_IsRefused()
    {
        string Attributes(int count) => string.Concat(Enumerable.Range(1, count)
            .Select(i => $"<DicomAttribute tag='00090001' vr='LO' privateCreator='C{i}'/>"));

        Assert.Equal(480, ReadOne(Attributes(240)).Count);
        Assert.Throws<DicomDataException>(() => ReadOne(Attributes(241)));
    }

    [Fact]
    public void Read_EveryPrefixAndRandomBytes_ReadOrThrowTheirOwnException()
    {
        var output = new ArrayBufferWriter<byte>();
        DicomXmlWriter.Write(
            ReadOne("<DicomAttribute tag='00100010' vr='PN'><Value>É^Jane</Value></DicomAttribute>"), output);
        byte[] good = output.WrittenSpan[..^1].ToArray(); // without the end of the last line
        for (var length = 0; length < good.Length; length++)
        {
            Assert.Throws<DicomDataException>(() => DicomXmlReader.Read(good.AsMemory(0, length)));
        }

        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            byte[] bytes = [.. good];
            bytes[place] = value;
            try
            {
                Assert.NotNull(DicomXmlReader.Read(bytes));
            }
            catch (DicomDataException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        });
    }

    private static void AssertRefused(byte[] document, string message)
    {
        DicomDataException e = Assert.Throws<DicomDataException>(() => DicomXmlReader.Read(document));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    private static DicomDataset ReadOne(string attributes) => DicomXmlReader.Read(Encoding.UTF8.GetBytes(
        $"""
        <NativeDicomModel xmlns="http://dicom.nema.org/PS3.19/models/NativeDICOM" xml:space="preserve">
        {attributes}
        </NativeDicomModel>
        """));

    private static string? StringOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? value) ? value : null;
}
