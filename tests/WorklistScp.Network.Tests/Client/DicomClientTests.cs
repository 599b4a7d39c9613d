using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Tests.Server;

namespace WorklistScp.Network.Tests.Client;

public sealed class DicomClientTests : IDisposable
{
    private readonly FakeAcceptor _acceptor = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _acceptor.Dispose();

    [Fact]
    public async Task Connect_NobodyListens_ThrowsSocketException()
    {
        using var closed = new FakeAcceptor();
        closed.Dispose();

        await Assert.ThrowsAsync<SocketException>(() => closed.ConnectAsync());
    }

    [Fact]
    public async Task Connect_AETitleTooLong_ThrowsAndClosesTheConnection()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _acceptor.ConnectAsync(calledAETitle: "SEVENTEEN_LETTERS"));

        using RawPeer peer = await _acceptor.AcceptAsync();
        Assert.Null(await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Connect_NoAnswer_IsAbortedAfterTheTimeout()
    {
        var time = new FakeTimeProvider();
        Task<DicomClient> connecting = _acceptor.ConnectAsync(time);
        using RawPeer peer = await _acceptor.AcceptAsync();
        Assert.IsType<AAssociateRQ>(await peer.ReceiveAsync());

        while (!connecting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.WhenAny(connecting, Task.Delay(TimeSpan.FromMilliseconds(5), Cancelled));
        }

        await Assert.ThrowsAsync<DicomAssociationAbortedException>(() => connecting);
        await peer.AssertAbortedAsync(AbortSource.ServiceUser, AbortReason.NotSpecified);
    }

    [Fact]
    public async Task Connect_ContextAcceptedThatWasNotProposed_IsAborted()
    {
        Task<DicomClient> connecting = _acceptor.ConnectAsync();
        using RawPeer peer = await _acceptor.AcceptAsync();
        AAssociateAC accept = FakeAcceptor.Accept(Assert.IsType<AAssociateRQ>(await peer.ReceiveAsync()));

        await peer.SendAsync(accept with
        {
            PresentationContexts =
                [new(99, PresentationContextResult.Acceptance, DicomUID.ImplicitVRLittleEndian)],
        });

        await Assert.ThrowsAsync<DicomAssociationAbortedException>(() => connecting);
        await peer.AssertAbortedAsync(AbortSource.ServiceProvider, AbortReason.InvalidPduParameterValue);
    }

    [Fact]
    public async Task Echo_PeerAborts_ThrowsWhoAndWhy()
    {
        (DicomClient client, RawPeer peer) = await _acceptor.AssociateAsync();
        await using DicomClient _ = client;
        using RawPeer __ = peer;

        await peer.SendAsync(new AAbort(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu));

        var e = await Assert.ThrowsAsync<DicomAssociationAbortedException>(() => client.CEchoAsync(Cancelled));
        Assert.Equal((AbortSource.ServiceProvider, AbortReason.UnexpectedPdu), (e.AbortSource, e.AbortReason));
    }

    [Fact]
    public async Task Echo_PeerCloses_ThrowsAborted()
    {
        (DicomClient client, RawPeer peer) = await _acceptor.AssociateAsync();
        await using DicomClient _ = client;

        peer.Dispose();

        await Assert.ThrowsAsync<DicomAssociationAbortedException>(() => client.CEchoAsync(Cancelled));
    }

    [Fact]
    public async Task Echo_ResponseToAnotherMessage_AbortsThePeer()
    {
        (DicomClient client, RawPeer peer) = await _acceptor.AssociateAsync();
        await using DicomClient _ = client;
        using RawPeer __ = peer;
        Task<DicomStatus> echo = client.CEchoAsync(Cancelled);
        Assert.IsType<PDataTF>(await peer.ReceiveAsync());

        await peer.SendAsync(RawPeer.Command(
            1, new DimseResponse(CommandField.CEchoRSP, 999, DicomUID.Verification, DicomStatus.Success)));

        await Assert.ThrowsAsync<DicomAssociationAbortedException>(() => echo);
        await peer.AssertAbortedAsync(AbortSource.ServiceUser, AbortReason.NotSpecified);
    }

    [Fact]
    public async Task Release_BothSidesAtOnce_EndsInOrder()
    {
        (DicomClient client, RawPeer peer) = await _acceptor.AssociateAsync();
        await using DicomClient _ = client;
        using RawPeer __ = peer;
        Task release = client.ReleaseAsync(Cancelled);
        Assert.IsType<AReleaseRQ>(await peer.ReceiveAsync());

        await peer.SendAsync(new AReleaseRQ());
        Assert.IsType<AReleaseRP>(await peer.ReceiveAsync());
        await peer.SendAsync(new AReleaseRP());

        await release;
    }

    [Fact]
    public async Task Dispose_WithoutRelease_Aborts()
    {
        (DicomClient client, RawPeer peer) = await _acceptor.AssociateAsync();
        using RawPeer _ = peer;

        await client.DisposeAsync();

        await peer.AssertAbortedAsync(AbortSource.ServiceUser, AbortReason.NotSpecified);
        Assert.Null(await peer.ReceiveAsync());
    }
}
