using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

public sealed class TimeTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Peer_SendsNoRequest_IsDisconnectedByArtim()
    {
        await using var server = new TestServer(timeProvider: _time);
        using RawPeer peer = await server.ConnectRawAsync();

        Assert.Null(await PassTimeAsync(peer.ReceiveAsync(), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Peer_SendsHalfARequest_IsDisconnectedByArtim()
    {
        await using var server = new TestServer(timeProvider: _time);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.SendAsync(RawPeer.Bytes(RawPeer.Request())[..50]);

        Assert.Null(await PassTimeAsync(peer.ReceiveAsync(), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Peer_StaysAfterRelease_IsDisconnectedByArtim()
    {
        await using var server = new TestServer(timeProvider: _time);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();
        await peer.SendAsync(new AReleaseRQ());
        Assert.IsType<AReleaseRP>(await peer.ReceiveAsync());

        Assert.Null(await PassTimeAsync(peer.ReceiveAsync(), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Peer_SendsOnAfterAbort_IsDisconnectedByArtim()
    {
        await using var server = new TestServer(timeProvider: _time);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();
        await peer.SendAsync(new AReleaseRP());
        await peer.AssertAbortedAsync(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu);

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                await peer.SendAsync(new byte[64 * 1024]);
            }
        });
    }

    [Fact]
    public async Task Peer_SendsAByteNowAndThen_IsAborted()
    {
        await using var server = new TestServer(options: new() { PduTimeout = null }, timeProvider: _time);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();
        Task<Pdu?> answer = peer.ReceiveAsync();

        foreach (byte value in RawPeer.Bytes(RawPeer.Command(1, DimseRequest.CEcho(1))).Take(9))
        {
            await peer.SendAsync([value]);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(
            new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified),
            await PassTimeAsync(answer, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Peer_SilentOnAnAssociation_IsAborted()
    {
        await using var server = new TestServer(timeProvider: _time);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        Pdu? pdu = await PassTimeAsync(peer.ReceiveAsync(), TimeSpan.FromMinutes(10));

        Assert.Equal(new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified), pdu);
    }

    [Fact]
    public async Task Peer_BeginsAPduAndIsSilent_IsAborted()
    {
        await using var server = new TestServer(options: new() { DimseTimeout = null }, timeProvider: _time);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();
        await peer.SendAsync([4]);

        Pdu? pdu = await PassTimeAsync(peer.ReceiveAsync(), TimeSpan.FromSeconds(60));

        Assert.Equal(new AAbort(AbortSource.ServiceProvider, AbortReason.NotSpecified), pdu);
    }

    [Fact]
    public async Task Peer_BeginsAPduWhileItIsAnswered_IsAborted()
    {
        var asked = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = new TestServer(
            ScriptedProvider.SilentUntilCancelled(asked, cancelled), new() { DimseTimeout = null }, _time);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();
        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(hasIdentifier: false)));
        await asked.Task.WaitAsync(Cancelled);
        await peer.SendAsync([4]);

        Pdu? pdu = await PassTimeAsync(peer.ReceiveAsync(), TimeSpan.FromSeconds(60));

        Assert.Equal(new AAbort(AbortSource.ServiceProvider, AbortReason.NotSpecified), pdu);
        await cancelled.Task.WaitAsync(Cancelled);
    }

    // It reads all that it gets: neither side waits for the other.
    [Fact]
    public async Task Peer_BeginsAPduWithinAnEndlessAnswer_IsAborted()
    {
        await using var server = new TestServer(
            new ScriptedProvider((_, token) => ScriptedProvider.Endless(token)), new() { DimseTimeout = null }, _time);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();
        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(hasIdentifier: false)));
        await peer.SendAsync([4]);

        Pdu? pdu;
        while ((pdu = await peer.ReceiveAsync()) is PDataTF)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(new AAbort(AbortSource.ServiceProvider, AbortReason.NotSpecified), pdu);
    }

    [Fact]
    public async Task Provider_SlowerThanTheTimeout_IsWaitedFor()
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<DicomCFindResponse>();
        await using var server = new TestServer(
            new ScriptedProvider((_, _) =>
            {
                asked.SetResult();
                return Of(answer.Task);
            }),
            timeProvider: _time);
        await using DicomClient client = await server.ConnectAsync();
        Task<DicomCFindResponse> response = client.CFindAsync(WorklistModel.UID, [], Cancelled).SingleAsync(Cancelled).AsTask();
        await asked.Task.WaitAsync(Cancelled);

        _time.Advance(TimeSpan.FromHours(1));
        answer.SetResult(new DicomCFindResponse(DicomStatus.Success));

        Assert.Equal(DicomStatus.Success, (await response).Status);
        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
    }

    [Fact]
    public async Task Stop_WithAnOpenAssociation_LetsItFinish()
    {
        await using var server = new TestServer(timeProvider: _time);
        await using DicomClient client = await server.ConnectAsync();

        Task stopped = server.Server.StopAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
        Assert.False(stopped.IsCompleted);
        await client.ReleaseAsync(Cancelled);
        await stopped.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task Stop_AfterTheGrace_AbortsAssociationsAndProviders()
    {
        var asked = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = new TestServer(
            ScriptedProvider.SilentUntilCancelled(asked, cancelled), timeProvider: _time);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();
        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(hasIdentifier: false)));
        await asked.Task.WaitAsync(Cancelled);

        Task stopped = server.Server.StopAsync(TimeSpan.FromSeconds(10));
        Pdu? pdu = await PassTimeAsync(peer.ReceiveAsync(), TimeSpan.FromSeconds(10));

        Assert.Equal(new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified), pdu);
        await stopped.WaitAsync(Cancelled);
        Assert.True(cancelled.Task.IsCompleted);
    }

    [Fact]
    public async Task Stop_AtOnce_ClosesPortAndConnectionsWithoutAssociation()
    {
        await using var server = new TestServer(timeProvider: _time);
        int port = server.Server.LocalEndPoint.Port;
        using RawPeer peer = await server.ConnectRawAsync();

        await server.Server.StopAsync(TimeSpan.FromSeconds(10)).WaitAsync(Cancelled);

        await Assert.ThrowsAsync<SocketException>(() => DicomClient.ConnectAsync(
            new DicomClientOptions { Host = "127.0.0.1", Port = port, CallingAETitle = "A", CalledAETitle = "B" },
            cancellationToken: Cancelled));
    }

    [Fact]
    public void Start_PortTaken_Throws()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var server = new DicomServer(
            new DicomServerOptions
            {
                Address = System.Net.IPAddress.Loopback,
                Port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port,
            },
            new DicomServices(), TestServer.KnowsAll, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        Assert.Throws<SocketException>(server.Start);
    }

    private static async IAsyncEnumerable<DicomCFindResponse> Of(Task<DicomCFindResponse> response)
    {
        yield return await response;
    }

    // Lets the fake clock run until the server has seen it: when it begins to wait is its own affair.
    private async Task<Pdu?> PassTimeAsync(Task<Pdu?> answer, TimeSpan time)
    {
        while (!answer.IsCompleted)
        {
            _time.Advance(time);
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(5), Cancelled));
        }

        return await answer;
    }
}
