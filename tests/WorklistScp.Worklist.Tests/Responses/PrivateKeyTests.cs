using Microsoft.Extensions.Logging.Abstractions;

namespace WorklistScp.Worklist.Tests.Responses;

/// <summary>Private attributes belong to their private creator, whatever block it has (PS3.5 7.8.1).</summary>
public sealed class PrivateKeyTests
{
    private static readonly WorklistEntry Entry = Data.Entry(
        Data.CharacterSet("ISO_IR 100"),
        Data.Text(new DicomTag(0x0009, 0x0010), DicomVR.LO, "OTHER"),
        Data.Text(new DicomTag(0x0009, 0x0011), DicomVR.LO, "ACME"),
        Data.Text(new DicomTag(0x0009, 0x1001), DicomVR.LO, "not to be told"),
        Data.Text(new DicomTag(0x0009, 0x1101), DicomVR.LO, "Köln", "ISO_IR 100"),
        Data.Bytes(new DicomTag(0x0009, 0x1102), DicomVR.US, "0700"),
        new DicomSequence(
            new DicomTag(0x0009, 0x1103),
            new DicomDataset(
                Data.Text(new DicomTag(0x0009, 0x0020), DicomVR.LO, "ACME"),
                Data.Text(new DicomTag(0x0009, 0x2001), DicomVR.LO, "nested"))),
        Data.Text(new DicomTag(0x0011, 0x1001), DicomVR.LO, "nobody's"));

    [Fact]
    public void Build_CreatorInAnotherBlock_GivesItsValueInTheBlockOfTheQuery() => Assert.Equal(
        "(0009,0010)=ACME (0009,1001)=Köln (0009,1002)=0700 (0009,1004)=",
        Respond(
            Data.Text(new DicomTag(0x0009, 0x0010), DicomVR.LO, "ACME "),
            Private(0x1001), Private(0x1002), Private(0x1004)));

    [Fact]
    public void Build_UnknownCreator_GivesNobodysValue() => Assert.Equal(
        "(0009,0010)=NEW (0009,0011)=NEWER (0009,1001)= (0009,1101)=",
        Respond(
            Data.Text(new DicomTag(0x0009, 0x0010), DicomVR.LO, "NEW"),
            Data.Text(new DicomTag(0x0009, 0x0011), DicomVR.LO, "NEWER"),
            Private(0x1001), Private(0x1101)));

    [Fact]
    public void Build_KeyWithoutCreator_GivesWhatHasNoneEither() => Assert.Equal(
        "(0009,1001)= (0011,1001)=nobody's", Respond(Private(0x1001), Private(0x1001, 0x0011)));

    // Who asks for the creator is told whose the values are.
    [Fact]
    public void Build_EmptyCreator_IsFilledIn() => Assert.Equal(
        "(0009,0010)=OTHER (0009,1001)=not to be told",
        Respond(new DicomElement(new DicomTag(0x0009, 0x0010), DicomVR.LO, default), Private(0x1001)));

    [Fact]
    public void Build_Sequence_HasItemsWithBlocksOfTheQuery() => Assert.Equal(
        "(0009,0010)=ACME (0009,1003)[{(0009,0010)=ACME (0009,1001)=nested}]",
        Respond(
            Data.Text(new DicomTag(0x0009, 0x0010), DicomVR.LO, "ACME"),
            new DicomSequence(
                new DicomTag(0x0009, 0x1003),
                new DicomDataset(Data.Text(new DicomTag(0x0009, 0x0010), DicomVR.LO, "ACME"), Private(0x1001)))));

    [Fact]
    public void Build_SequenceAskedForWhole_KeepsBlocksOfTheEntryInItems() => Assert.Equal(
        "(0009,0010)=ACME (0009,1003)[{(0009,0020)=ACME (0009,2001)=nested}]",
        Respond(
            Data.Text(new DicomTag(0x0009, 0x0010), DicomVR.LO, "ACME"),
            new DicomSequence(new DicomTag(0x0009, 0x1003))));

    [Fact]
    public void Build_ConvertedText_IsConvertedInItsNewPlaceToo()
    {
        WorklistQuery query = Data.Query(
            Data.Text(new DicomTag(0x0009, 0x0010), DicomVR.LO, "ACME"), Private(0x1001));
        DicomDataset response = new ResponseBuilder(
            ResponseCharacterSet.Convert("ISO_IR 192"), NullLogger.Instance).Build(query, Entry);

        Assert.True(response.TryGetElement(new DicomTag(0x0009, 0x1001), out DicomElement? value));
        Assert.Equal("Köln "u8, value.Value.Span);
        Assert.Equal("ISO_IR 192", response.CharacterSet.Value);
    }

    private static DicomElement Private(ushort element, ushort group = 0x0009) =>
        new(new DicomTag(group, element), DicomVR.UN, default);

    private static string Respond(params DicomItem[] keys)
    {
        DicomDataset response = new ResponseBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance)
            .Build(Data.Query(keys), Entry);
        response.Remove(DicomTag.SpecificCharacterSet);
        return Data.Describe(response);
    }
}
