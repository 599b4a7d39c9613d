using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Network.Client;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

public sealed class ListenSocketTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_BeforeTheServerStarts_KeepsConnectionsWaiting()
    {
        Socket listener = ListenSocket.Open(IPAddress.Loopback, 0, dualMode: false);
        Task<DicomClient> connecting = ConnectAsync(listener);
        await using DicomServer server = NewServer();

        server.Start(listener);

        await AssertServedAsync(await connecting);
    }

    [Fact]
    public async Task Start_HandleThatListens_IsServed()
    {
        using Socket original = ListenSocket.Open(IPAddress.Loopback, 0, dualMode: false);
        await using DicomServer server = NewServer();

        server.Start(new Socket(new SafeSocketHandle(original.Handle, ownsHandle: false)));

        Assert.Equal(original.LocalEndPoint, server.LocalEndPoint);
        await AssertServedAsync(await ConnectAsync(original));
    }

    [Fact]
    public async Task Start_SocketThatIsBoundOnly_Listens()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using DicomServer server = NewServer();

        server.Start(listener);

        await AssertServedAsync(await ConnectAsync(listener));
    }

    [Fact]
    public async Task Stop_ClosesTheSocketHandedOver()
    {
        Socket listener = ListenSocket.Open(IPAddress.Loopback, 0, dualMode: false);
        await using DicomServer server = NewServer();
        server.Start(listener);

        await server.StopAsync(TimeSpan.Zero);

        Assert.True(listener.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task Start_SocketOfAnotherKind_Throws()
    {
        await using DicomServer server = NewServer();
        using var unbound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        Assert.Throws<ArgumentException>(() => server.Start(unbound));
        Assert.Throws<ArgumentException>(() => server.Start(datagrams));
        Assert.Throws<ArgumentException>(() => server.Start(local));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_IPv6Any_TakesIPv4InDualModeOnly(bool dualMode)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "this machine has no IPv6");
        using Socket listener = ListenSocket.Open(IPAddress.IPv6Any, 0, dualMode);
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;

        Assert.True(await CanConnectAsync(new IPEndPoint(IPAddress.IPv6Loopback, port)));
        Assert.Equal(dualMode, await CanConnectAsync(new IPEndPoint(IPAddress.Loopback, port)));
    }

    [Fact]
    public void Open_PortTaken_Throws()
    {
        using Socket taken = ListenSocket.Open(IPAddress.Loopback, 0, dualMode: false);
        int port = ((IPEndPoint)taken.LocalEndPoint!).Port;

        Assert.Throws<SocketException>(() => ListenSocket.Open(IPAddress.Loopback, port, dualMode: false));
    }

    private static DicomServer NewServer() => new(
        new DicomServerOptions(), new DicomServices(), TestServer.KnowsAll, NullLogger.Instance);

    private static Task<DicomClient> ConnectAsync(Socket listener) => DicomClient.ConnectAsync(
        new DicomClientOptions
        {
            Host = IPAddress.Loopback.ToString(),
            Port = ((IPEndPoint)listener.LocalEndPoint!).Port,
            CallingAETitle = "MODALITY",
            CalledAETitle = "AETITLE_1",
        },
        cancellationToken: Cancelled);

    private static async Task AssertServedAsync(DicomClient client)
    {
        await using (client)
        {
            Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
            await client.ReleaseAsync(Cancelled);
        }
    }

    private static async Task<bool> CanConnectAsync(IPEndPoint address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, Cancelled);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}
