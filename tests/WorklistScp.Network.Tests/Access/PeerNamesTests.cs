using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Network.Access;
using WorklistScp.Network.Server;

namespace WorklistScp.Network.Tests.Access;

/// <summary>A resolver that hangs, with a place for one lookup.</summary>
public sealed class PeerNamesTests : IDisposable
{
    private static readonly IPAddress First = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Second = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress Third = IPAddress.Parse("192.0.2.3");

    private readonly ManualResetEventSlim _answer = new();
    private readonly TaskCompletionSource _asked = new();
    private readonly ConcurrentQueue<IPAddress> _lookedUp = [];
    private readonly SemaphoreSlim _places = new(1);
    private readonly PeerNames _names;

    public PeerNamesTests() => _names = new PeerNames(LookUp, _places);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _answer.Dispose();
        _places.Dispose();
    }

    [Fact]
    public async Task LookUp_WhoseCallersHaveLeft_IsNotBegun()
    {
        using var patience = new CancellationTokenSource();
        Task<PeerName> first = _names.FindAsync(First, () => false, Cancelled);
        await _asked.Task.WaitAsync(Cancelled);
        Task<PeerName>[] second = [.. Enumerable.Range(0, 2).Select(
            _ => _names.FindAsync(Second, () => false, patience.Token))];
        Task<PeerName> third = _names.FindAsync(Third, () => false, Cancelled);

        await patience.CancelAsync();
        foreach (Task<PeerName> left in second)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        }

        _answer.Set();
        await first;
        await third;
        Assert.Equal([First, Third], _lookedUp);
    }

    [Fact]
    public async Task LookUp_WhosePeersHaveGone_IsNotBegun_ButOneForAnother()
    {
        Task<PeerName> first = _names.FindAsync(First, () => false, Cancelled);
        await _asked.Task.WaitAsync(Cancelled);
        Task<PeerName> gone = _names.FindAsync(Second, () => true, Cancelled);
        Task<PeerName> alsoGone = _names.FindAsync(Third, () => true, Cancelled);
        Task<PeerName> there = _names.FindAsync(Third, () => false, Cancelled);

        _answer.Set();

        await Assert.ThrowsAsync<IOException>(() => gone);
        await Task.WhenAll(first, alsoGone, there);
        Assert.Equal([First, Third], _lookedUp);
    }

    [Fact]
    public async Task LookUp_GivenUp_IsBegunForWhoComesLater()
    {
        using var patience = new CancellationTokenSource();
        Task<PeerName> first = _names.FindAsync(First, () => false, Cancelled);
        await _asked.Task.WaitAsync(Cancelled);
        Task<PeerName> left = _names.FindAsync(Second, () => false, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        Task<PeerName> later = _names.FindAsync(Second, () => false, Cancelled);
        _answer.Set();

        await Task.WhenAll(first, later);
        Assert.Equal([First, Second], _lookedUp);
    }

    [Fact]
    public async Task Address_ThatNeedsNoName_IsDecidedWhileTheResolverHangs()
    {
        string deny = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(deny, "ALL : 192.0.2.2\nALL : .example.org\n", Cancelled);
            var access = new HostsAccess(
                new HostsAccessOptions { AllowPath = "/dev/null", DenyPath = deny }, _names, NullLogger.Instance);
            Task<string?> first = access.FindRefusalAsync(First, () => false, Cancelled);
            await _asked.Task.WaitAsync(Cancelled);

            Assert.Equal($"{deny}:1", await access.FindRefusalAsync(Second, () => false, Cancelled));
            Assert.False(first.IsCompleted);
            _answer.Set();
            await first;
        }
        finally
        {
            File.Delete(deny);
        }
    }

    [Fact]
    public async Task Peer_ThatHasSentAndClosed_HasGone()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var peer = new TcpClient();
        await peer.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Cancelled);
        using Socket socket = await listener.AcceptSocketAsync(Cancelled);
        await peer.GetStream().WriteAsync(new byte[100], Cancelled);
        Assert.False(PeerPresence.HasGone(socket));

        peer.Close();
        var received = 0;
        while (await socket.ReceiveAsync(new byte[64], Cancelled) is > 0 and var count)
        {
            received += count;
        }

        Assert.Equal(100, received);
        Assert.True(PeerPresence.HasGone(socket));
        socket.Dispose();
        Assert.True(PeerPresence.HasGone(socket));
    }

    private PeerName LookUp(IPAddress address)
    {
        _lookedUp.Enqueue(address);
        _asked.TrySetResult();
        _answer.Wait(Cancelled);
        return PeerName.Unknown;
    }
}
