using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;

namespace WorklistScp.Network.Tests.Server;

public sealed class NegotiationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_UnknownCalledAETitle_IsRejected()
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();

        await peer.SendAsync(RawPeer.Request(calledAETitle: "UNKNOWN"));

        Assert.Equal(new AAssociateRJ(1, 1, 7), await peer.ReceiveAsync());
        peer.CloseSending();
        Assert.Null(await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Request_NoAcceptableContext_IsRejected()
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();

        await peer.SendAsync(RawPeer.Request() with
        {
            PresentationContexts = [new(1, new DicomUID("1.2.3"), [DicomUID.ImplicitVRLittleEndian])],
        });

        Assert.Equal(new AAssociateRJ(1, 1, 1), await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Request_OtherApplicationContext_IsRejected()
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();

        await peer.SendAsync(RawPeer.Request() with { ApplicationContextName = new DicomUID("1.2.3") });

        Assert.Equal(new AAssociateRJ(2, 1, 2), await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Connect_Rejected_ThrowsTheTriple()
    {
        await using var server = new TestServer();

        var e = await Assert.ThrowsAsync<DicomAssociationRejectedException>(
            () => server.ConnectAsync(options => options with { CalledAETitle = "UNKNOWN" }));

        Assert.Equal((1, 1, 7), (e.Result, e.RejectSource, e.RejectReason));
    }

    [Fact]
    public async Task Request_OneMoreThanAllowed_IsRejectedUntilOneEnds()
    {
        await using var server = new TestServer(options: new DicomServerOptions { MaxAssociations = 1 });
        await using DicomClient first = await server.ConnectAsync();

        var e = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => server.ConnectAsync());
        Assert.Equal((2, 3, 2), (e.Result, e.RejectSource, e.RejectReason));

        await first.ReleaseAsync(Cancelled);
        await server.AssertHealthyAsync();
    }

    [Fact]
    public async Task Connections_WithPlaceForOneAssociation_WaitAndAreServedInTurn()
    {
        await using var server = new TestServer(
            options: new DicomServerOptions { MaxAssociations = 1, MaxPendingConnections = 0 });
        using RawPeer first = await server.ConnectRawAsync();
        await first.AssociateAsync();
        using RawPeer second = await server.ConnectRawAsync();
        await second.SendAsync(RawPeer.Request());
        Task<Pdu?> answer = second.ReceiveAsync();

        await first.SendAsync(RawPeer.Command(1, DimseRequest.CEcho(1)));
        Assert.IsType<PDataTF>(await first.ReceiveAsync());
        await first.SendAsync(new AReleaseRQ());
        Assert.IsType<AReleaseRP>(await first.ReceiveAsync());
        Assert.False(answer.IsCompleted);
        first.Dispose();

        Assert.IsType<AAssociateAC>(await answer);
    }

    [Fact]
    public async Task Associations_TwoHundredAtOnce_AreAllServed()
    {
        await using var server = new TestServer(
            ScriptedProvider.Matches(20), new DicomServerOptions { MaxAssociations = 223 }); // one address may have 201
        DicomClient[] clients = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => server.ConnectAsync()));

        int[] counts = await Task.WhenAll(clients.Select(async client =>
        {
            int count = await client.CFindAsync(WorklistModel.UID, [], Cancelled).CountAsync(Cancelled);
            await client.ReleaseAsync(Cancelled);
            await client.DisposeAsync();
            return count;
        }));

        Assert.All(counts, count => Assert.Equal(21, count));
    }
}
