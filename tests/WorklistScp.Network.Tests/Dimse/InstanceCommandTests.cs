using System.Buffers;
using CsCheck;
using WorklistScp.Network.Dimse;

namespace WorklistScp.Network.Tests.Dimse;

/// <summary>
/// The commands of services for instances, byte by byte: the fields of PS3.7 10.3 with the numbers of annex E, in the
/// order of their tags.
/// </summary>
public sealed class InstanceCommandTests
{
    private static readonly byte[] CreateRequest = Convert.FromHexString(
        "00000000" + "04000000" + "4E000000" + // group length 78
        "00000200" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3300" + // Affected SOP Class UID
        "00000001" + "02000000" + "4001" + // N-CREATE-RQ
        "00001001" + "02000000" + "0100" + // Message ID 1
        "00000008" + "02000000" + "0100" + // a data set
        "00000010" + "08000000" + "312E322E332E3400"); // Affected SOP Instance UID

    private static readonly byte[] CreateResponse = Convert.FromHexString(
        "00000000" + "04000000" + "58000000" + // group length 88
        "00000200" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3300" + // Affected SOP Class UID
        "00000001" + "02000000" + "4081" + // N-CREATE-RSP
        "00002001" + "02000000" + "0100" + // to message 1
        "00000008" + "02000000" + "0101" + // no data set
        "00000009" + "02000000" + "0000" + // status 0000
        "00000010" + "08000000" + "312E322E332E3400"); // Affected SOP Instance UID

    private static readonly byte[] SetRequest = Convert.FromHexString(
        "00000000" + "04000000" + "4E000000" + // group length 78
        "00000300" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3300" + // Requested SOP Class UID
        "00000001" + "02000000" + "2001" + // N-SET-RQ
        "00001001" + "02000000" + "0200" + // Message ID 2
        "00000008" + "02000000" + "0100" + // a data set
        "00000110" + "08000000" + "312E322E332E3400"); // Requested SOP Instance UID

    private static readonly byte[] SetResponse = Convert.FromHexString(
        "00000000" + "04000000" + "74000000" + // group length 116
        "00000200" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3300" + // Affected SOP Class UID
        "00000001" + "02000000" + "2081" + // N-SET-RSP
        "00002001" + "02000000" + "0200" + // to message 2
        "00000008" + "02000000" + "0101" + // no data set
        "00000009" + "02000000" + "1001" + // status 0110
        "00000209" + "0A000000" + "6E6F206C6F6E67657220" + // Error Comment
        "00000309" + "02000000" + "10A7" + // Error ID A710
        "00000010" + "08000000" + "312E322E332E3400"); // Affected SOP Instance UID

    private static readonly byte[] GetRequest = Convert.FromHexString(
        "00000000" + "04000000" + "5E000000" + // group length 94
        "00000300" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3300" + // Requested SOP Class UID
        "00000001" + "02000000" + "1001" + // N-GET-RQ
        "00001001" + "02000000" + "0300" + // Message ID 3
        "00000008" + "02000000" + "0101" + // no data set
        "00000110" + "08000000" + "312E322E332E3400" + // Requested SOP Instance UID
        "00000510" + "08000000" + "4000520240004003"); // Attribute Identifier List

    private static readonly byte[] GetResponse = Convert.FromHexString(
        "00000000" + "04000000" + "64000000" + // group length 100
        "00000200" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3300" + // Affected SOP Class UID
        "00000001" + "02000000" + "1081" + // N-GET-RSP
        "00002001" + "02000000" + "0300" + // to message 3
        "00000008" + "02000000" + "0100" + // a data set
        "00000009" + "02000000" + "0100" + // status 0001
        "00000010" + "08000000" + "312E322E332E3400" + // Affected SOP Instance UID
        "00000510" + "04000000" + "40004003"); // Attribute Identifier List

    private static readonly DicomUID SOPClass = new("1.2.840.10008.3.1.2.3.3");
    private static readonly DicomUID Instance = new("1.2.3.4");
    private static readonly DicomTag Status = DicomTag.PerformedProcedureStepStatus;
    private static readonly DicomTag Series = DicomTag.PerformedSeriesSequence;

    /// <summary>Each message, and its command.</summary>
    public static TheoryData<byte[], object> Messages => new()
    {
        { CreateRequest, DimseRequest.NCreate(1, SOPClass, Instance) },
        { CreateResponse, Respond(CommandField.NCreateRSP, 1, 0x0000, hasDataSet: false) },
        { SetRequest, DimseRequest.NSet(2, SOPClass, Instance) },
        {
            SetResponse,
            Respond(CommandField.NSetRSP, 2, 0x0110, hasDataSet: false) with
            {
                ErrorComment = "no longer",
                ErrorID = 0xa710,
            }
        },
        { GetRequest, DimseRequest.NGet(3, SOPClass, Instance, [Status, Series]) },
        {
            GetResponse,
            Respond(CommandField.NGetRSP, 3, 0x0001, hasDataSet: true) with { AttributeIdentifiers = [Series] }
        },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Write_EachCommand_IsTheBytesOfAnnexE(byte[] bytes, object command) =>
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(Write((DimseCommand)command)));

    [Theory]
    [MemberData(nameof(Messages))]
    public void Read_TheBytesOfAnnexE_GivesEachCommand(byte[] bytes, object command)
    {
        DimseCommand read = CommandSetReader.Read(bytes);

        Assert.Equal(Describe((DimseCommand)command), Describe(read));
    }

    [Fact]
    public void Read_CreateRequestWithoutUIDs_NamesNone()
    {
        var read = Assert.IsType<DimseRequest>(CommandSetReader.Read(Without(CreateRequest, 0x0002, 0x1000)));

        Assert.Equal((CommandField.NCreateRQ, true, ""), (read.Field, read.HasDataSet, read.SOPClass.UID));
        Assert.Null(read.SOPInstance);
    }

    [Fact]
    public void Read_UIDsThatAreEmpty_AreNone()
    {
        byte[] bytes = Write(DimseRequest.NCreate(1, SOPClass, new DicomUID("")));

        Assert.Null(Assert.IsType<DimseRequest>(CommandSetReader.Read(bytes)).SOPInstance);
    }

    // It would have to be sent back.
    [Fact]
    public void Read_UIDWithLettersBeyondASCII_Throws()
    {
        byte[] bytes = [.. CreateRequest];
        bytes[^3] = 0xc4;

        Assert.Throws<DimseException>(() => CommandSetReader.Read(bytes));
    }

    // Some send what N-CREATE has in N-SET too.
    [Fact]
    public void Read_SetRequestWithAffectedUIDs_NamesNone()
    {
        byte[] bytes = [.. SetRequest];
        bytes[14] = 0x02;      // (0000,0003) to (0000,0002)
        bytes[^14] = 0x00;     // (0000,1001) to (0000,1000)

        Assert.Null(Assert.IsType<DimseRequest>(CommandSetReader.Read(bytes)).SOPInstance);
    }

    [Theory]
    [InlineData(0x0100)]
    [InlineData(0x0110)]
    [InlineData(0x0800)]
    public void Read_WithoutWhatNoMessageCanDoWithout_Throws(ushort element) =>
        Assert.Throws<DimseException>(() => CommandSetReader.Read(Without(CreateRequest, element)));

    [Fact]
    public void Read_GetRequestWithADataSet_Throws()
    {
        var request = new DimseRequest(CommandField.NGetRQ, 1, SOPClass, HasDataSet: true);

        Assert.Throws<DimseException>(() => CommandSetReader.Read(Write(request)));
    }

    [Fact]
    public void Read_AttributeIdentifierListOfOddLength_GivesTheWholeTags()
    {
        byte[] bytes = [.. GetRequest, 0x10, 0x00]; // half a tag
        bytes[^14] += 2;                            // the length of the list

        var read = Assert.IsType<DimseRequest>(CommandSetReader.Read(bytes));

        Assert.Equal([Status, Series], read.AttributeIdentifiers);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Read_EveryPrefix_ThrowsNothingElse(byte[] bytes, object command)
    {
        Assert.NotNull(command);
        for (var length = 0; length < bytes.Length; length++)
        {
            ReadOrRefuse(bytes[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Read_MutatedBytes_ThrowsNothingElse(byte[] bytes, object command)
    {
        Assert.NotNull(command);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).List[1, 4].Sample(changes =>
        {
            byte[] mutated = [.. bytes];
            changes.ForEach(change => mutated[change.Item1] = change.Item2);
            ReadOrRefuse(mutated);
        });
    }

    private static void ReadOrRefuse(byte[] bytes)
    {
        try
        {
            CommandSetReader.Read(bytes);
        }
        catch (DimseException)
        {
            // what it is to throw
        }
    }

    private static DimseResponse Respond(CommandField field, ushort messageID, ushort status, bool hasDataSet) =>
        new(field, messageID, SOPClass, new DicomStatus(status), hasDataSet) { SOPInstance = Instance };

    // Records compare lists by reference.
    private static string Describe(DimseCommand command) => command switch
    {
        DimseRequest request => $"{request with { AttributeIdentifiers = [] }} "
            + string.Join(' ', request.AttributeIdentifiers),
        DimseResponse response => $"{response with { AttributeIdentifiers = [], OffendingElements = [] }} "
            + string.Join(' ', response.AttributeIdentifiers),
        _ => command.ToString(),
    };

    private static byte[] Without(byte[] message, params ushort[] elements)
    {
        using var kept = new MemoryStream();
        for (var start = 0; start < message.Length;)
        {
            int length = 8 + BitConverter.ToInt32(message, start + 4);
            ushort element = BitConverter.ToUInt16(message, start + 2);
            if (!elements.Contains(element))
            {
                kept.Write(message, start, length);
            }

            start += length;
        }

        return kept.ToArray();
    }

    private static byte[] Write(DimseCommand command)
    {
        var output = new ArrayBufferWriter<byte>();
        CommandSetWriter.Write(command, output);
        return output.WrittenSpan.ToArray();
    }
}
