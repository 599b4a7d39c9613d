using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using WorklistScp.Network.Client;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Tests.Server;
using WorklistScp.Network.Tests.Tls;
using WorklistScp.Network.Tls;

namespace WorklistScp.Network.Tests.Client;

/// <summary>No peer keeps a client waiting for longer than its options say.</summary>
public sealed class ClientTimeTests : IDisposable
{
    private readonly FakeAcceptor _acceptor = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _acceptor.Dispose();

    [Fact]
    public async Task Connect_NobodyAccepts_TimesOut()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        listener.Listen(1);
        var end = (IPEndPoint)listener.LocalEndPoint!;
        using var first = new TcpClient(AddressFamily.InterNetworkV6);
        using var second = new TcpClient(AddressFamily.InterNetworkV6);
        await first.ConnectAsync(end, Cancelled);
        await second.ConnectAsync(end, Cancelled); // the queue is full: the system answers no more

        Task<DicomClient> connecting = DicomClient.ConnectAsync(
            new DicomClientOptions
            {
                Host = end.Address.ToString(),
                Port = end.Port,
                CallingAETitle = "MODALITY",
                CalledAETitle = "AETITLE_1",
            },
            timeProvider: _time, cancellationToken: Cancelled);

        var e = await Assert.ThrowsAsync<TimeoutException>(() => PassTimeAsync(connecting));
        Assert.Equal("no connection within 30 s", e.Message);
    }

    [Fact]
    public async Task Handshake_PeerIsSilent_TimesOut()
    {
        using var files = new CertificateFiles();
        Task<DicomClient> connecting = _acceptor.ConnectAsync(_time, tls: TlsConnector.Create(files.Trust));
        using Socket peer = await _acceptor.AcceptSocketAsync();

        var e = await Assert.ThrowsAsync<TimeoutException>(() => PassTimeAsync(connecting));
        Assert.Equal("no TLS connection within 30 s", e.Message);
    }

    [Fact]
    public async Task Response_ThatNeverComes_IsAborted()
    {
        (DicomClient client, RawPeer peer) = await _acceptor.AssociateAsync(_time);
        await using DicomClient _ = client;
        using RawPeer __ = peer;
        Task<DicomStatus> echo = client.CEchoAsync(Cancelled);
        Assert.IsType<PDataTF>(await peer.ReceiveAsync());

        var e = await Assert.ThrowsAsync<DicomAssociationAbortedException>(() => PassTimeAsync(echo));

        Assert.Equal("association aborted by this side: the peer was silent for 600 s", e.Message);
        await peer.AssertAbortedAsync(AbortSource.ServiceUser, AbortReason.NotSpecified);
    }

    [Fact]
    public async Task Response_ThatNeverEnds_IsAborted()
    {
        (DicomClient client, RawPeer peer) = await _acceptor.AssociateAsync(_time);
        await using DicomClient _ = client;
        using RawPeer __ = peer;
        Task<DicomStatus> echo = client.CEchoAsync(Cancelled);
        Assert.IsType<PDataTF>(await peer.ReceiveAsync());
        await peer.SendAsync(Convert.FromHexString("0400" + "00001000" + "01")); // P-DATA-TF, its first byte

        await Assert.ThrowsAsync<DicomAssociationAbortedException>(async () =>
        {
            while (!echo.IsCompleted)
            {
                await peer.SendAsync([0]);
                _time.Advance(TimeSpan.FromMinutes(1));
                await Task.WhenAny(echo, Task.Delay(TimeSpan.FromMilliseconds(5), Cancelled));
            }

            await echo;
        });
    }

    private async Task PassTimeAsync(Task waiting)
    {
        while (!waiting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(5), Cancelled));
        }

        await waiting;
    }
}
