using CsCheck;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Server;

public sealed class MalformedInputTests
{
    private static readonly byte[] Identifier = Convert.FromHexString(
        "10002000" + "04000000" + "5031322A"); // (0010,0020) P12*

    // A whole association: request, echo, find, release.
    private static readonly byte[] Association = RawPeer.Bytes(
        RawPeer.Request(),
        RawPeer.Command(1, DimseRequest.CEcho(1)),
        RawPeer.Command(3, RawPeer.FindRequest(2)),
        RawPeer.Data(3, Identifier),
        new AReleaseRQ());

    /// <summary>Bytes sent in place of an association request, and the reason of the A-ABORT.</summary>
    public static TheoryData<string, AbortReason> BeforeAssociation => new()
    {
        { "0800" + "00000004" + "00000000", AbortReason.UnrecognizedPdu },
        { "4745" + "54202F20" + "48545450", AbortReason.UnrecognizedPdu },             // GET / HTTP
        { "0100" + "FFFFFFFF", AbortReason.InvalidPduParameterValue },                 // a length of 4 GiB
        { "0500" + "00000004" + "00000000", AbortReason.UnexpectedPdu },               // A-RELEASE-RQ
        { "0400" + "0000000A" + "00000006" + "0103" + "00000000", AbortReason.UnexpectedPdu }, // P-DATA-TF
    };

    /// <summary>Bytes sent on an association, and the reason of the A-ABORT.</summary>
    public static TheoryData<string, AbortReason> OnAssociation => new()
    {
        { "0800" + "00000004" + "00000000", AbortReason.UnrecognizedPdu },
        { "0400" + "00004001", AbortReason.InvalidPduParameterValue },                 // one byte too long
        { "0500" + "00000005", AbortReason.InvalidPduParameterValue },                 // A-RELEASE-RQ of five bytes
        { "0600" + "00000004" + "00000000", AbortReason.UnexpectedPdu },               // A-RELEASE-RP
        { "0300" + "00000004" + "00010101", AbortReason.UnexpectedPdu },               // A-ASSOCIATE-RJ
        { "0400" + "00000006" + "000000FF" + "0103", AbortReason.InvalidPduParameterValue }, // PDV beyond its PDU
        { "0400" + "00000006" + "00000002" + "0503", AbortReason.InvalidPduParameterValue }, // context 5
        { "0400" + "00000006" + "00000002" + "0302", AbortReason.UnexpectedPduParameter },   // data set first
    };

    [Theory]
    [MemberData(nameof(BeforeAssociation))]
    public async Task Bytes_InPlaceOfARequest_AreAnsweredByAbort(string bytes, AbortReason reason)
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();

        await peer.SendAsync(Convert.FromHexString(bytes));

        await peer.AssertAbortedAsync(AbortSource.ServiceProvider, reason);
        await server.AssertHealthyAsync();
    }

    [Theory]
    [MemberData(nameof(OnAssociation))]
    public async Task Bytes_OnAnAssociation_AreAnsweredByAbort(string bytes, AbortReason reason)
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        await peer.SendAsync(Convert.FromHexString(bytes));

        await peer.AssertAbortedAsync(AbortSource.ServiceProvider, reason);
        await server.AssertHealthyAsync();
    }

    [Fact]
    public async Task Request_OnAnAssociation_IsUnexpected()
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        await peer.SendAsync(RawPeer.Request());

        await peer.AssertAbortedAsync(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu);
    }

    // They arrive together: the answer could go out at once, but there is no association any more that it belongs to.
    [Fact]
    public async Task Request_BehindAFind_IsUnexpected_AndTheFindIsNotAnswered()
    {
        var logger = new RecordingLogger(LogLevel.Error);
        await using var server = new TestServer(logger: logger);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(hasIdentifier: false)), RawPeer.Request());

        await peer.AssertAbortedAsync(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu);
        Assert.Empty(logger.Lines);
    }

    [Fact]
    public async Task Response_InPlaceOfARequest_IsAborted() => await AssertUserAbortAsync(
        RawPeer.Command(1, new DimseResponse(CommandField.CEchoRSP, 1, DicomUID.Verification, DicomStatus.Success)));

    [Fact]
    public async Task CommandSet_Malformed_IsAborted() => await AssertUserAbortAsync(
        new PDataTF([new PresentationDataValue(1, true, true, new byte[] { 1, 2, 3 })]));

    [Fact]
    public async Task Identifier_Truncated_IsAborted() => await AssertUserAbortAsync(
        RawPeer.Command(3, RawPeer.FindRequest()), RawPeer.Data(3, Identifier[..^1]));

    [Fact]
    public async Task Peer_ClosesAfterEveryPrefix_LeavesTheServerHealthy()
    {
        await using var server = new TestServer();
        for (var length = 0; length < Association.Length; length++)
        {
            using RawPeer peer = await server.ConnectRawAsync();
            await peer.SendAsync(Association[..length]);
        }

        await server.AssertHealthyAsync();
    }

    [Fact]
    public async Task Peer_SendsMutatedBytes_LeavesTheServerHealthy()
    {
        await using var server = new TestServer();
        await Gen.Select(Gen.Int[0, Association.Length - 1], Gen.Byte).List[1, 4].SampleAsync(
            async changes =>
            {
                byte[] bytes = [.. Association];
                changes.ForEach(change => bytes[change.Item1] = change.Item2);
                using RawPeer peer = await server.ConnectRawAsync();
                await peer.SendAsync(bytes);
                peer.CloseSending();
                while (await peer.ReceiveAsync() is not null)
                {
                    // whatever the answer, the connection ends
                }
            },
            iter: RandomCases.Of(300));

        await server.AssertHealthyAsync();
    }

    private static async Task AssertUserAbortAsync(params Pdu[] pdus)
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        await peer.SendAsync(pdus);

        await peer.AssertAbortedAsync(AbortSource.ServiceUser, AbortReason.NotSpecified);
        await server.AssertHealthyAsync();
    }
}
