using System.Net;
using Microsoft.Extensions.Time.Testing;
using WorklistScp.Network.Access;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;

namespace WorklistScp.Network.Tests.Server;

/// <summary>More connections than there are places: who is served, and who is closed.</summary>
public sealed class AcceptTests
{
    private const int GaveWay = 1005;
    private const int Silent = 200;

    private static readonly DicomServerOptions FivePlaces = new()
    {
        MaxAssociations = 2,
        MaxPendingConnections = 3,
        AcseTimeout = TimeSpan.FromMinutes(10),
        Access = new AccessOptions { MaxPerAddress = 0 },
    };

    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _logger = new();
    private readonly List<RawPeer> _peers = [];

    [Fact]
    public async Task Connections_SilentFromThreeAddresses_LetAnHonestPeerIn()
    {
        await using var server = new TestServer(options: FivePlaces);
        for (var i = 0; i < Silent; i++)
        {
            await ConnectAsync(server, $"127.0.0.{2 + (i % 3)}");
        }

        for (var i = 0; i < 10; i++)
        {
            await server.AssertHealthyAsync();
        }

        Close();
    }

    [Fact]
    public async Task Connection_BeyondThePlaces_ClosesTheOldestSilentOneOfTheAddressWithMost()
    {
        await using var server = new TestServer(options: FivePlaces);
        RawPeer associated = await ConnectAsync(server, "127.0.0.2");
        await associated.AssociateAsync();
        RawPeer few = await ConnectAsync(server, "127.0.0.3");
        RawPeer oldest = await ConnectAsync(server, "127.0.0.2");
        RawPeer second = await ConnectAsync(server, "127.0.0.2");
        RawPeer youngest = await ConnectAsync(server, "127.0.0.2");

        RawPeer another = await ConnectAsync(server, "127.0.0.2");

        await AssertClosedAsync(oldest);
        await another.SendAsync(RawPeer.Request("UNKNOWN"));
        Assert.Equal(new AAssociateRJ(1, 1, 7), await another.ReceiveAsync());
        await server.AssertHealthyAsync();
        await AssertClosedAsync(second);
        await youngest.SendAsync(RawPeer.Request("UNKNOWN"));
        Assert.Equal(new AAssociateRJ(1, 1, 7), await youngest.ReceiveAsync());
        await few.AssociateAsync();
        await associated.SendAsync(RawPeer.Command(1, DimseRequest.CEcho(1)));
        Assert.IsType<PDataTF>(await associated.ReceiveAsync());
        Close();
    }

    [Fact]
    public async Task Association_ThatHasEnded_GivesWayToo()
    {
        await using var server = new TestServer(options: FivePlaces with
        {
            MaxAssociations = 1,
            MaxPendingConnections = 1,
        });
        RawPeer first = await ConnectAsync(server, "127.0.0.2");
        await first.AssociateAsync();
        await first.SendAsync(new AReleaseRQ());
        Assert.IsType<AReleaseRP>(await first.ReceiveAsync());
        RawPeer second = await ConnectAsync(server, "127.0.0.2");
        await second.AssociateAsync();

        await server.ConnectRawAsync("127.0.0.3");

        await AssertClosedAsync(first);
        await second.SendAsync(RawPeer.Command(1, DimseRequest.CEcho(1)));
        Assert.IsType<PDataTF>(await second.ReceiveAsync());
        Close();
    }

    [Fact]
    public async Task Connections_OfAnAddressThatIsNotAllowed_TakeNoPlace()
    {
        await using var server = new TestServer(options: FivePlaces with
        {
            Access = new AccessOptions { Allow = [new IPNetwork(IPAddress.Parse("127.0.0.1"), 32)] },
        });
        RawPeer[] silent = [.. await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => ConnectAsync(server, "127.0.0.1")))];

        for (var i = 0; i < 20; i++)
        {
            await AssertClosedAsync(await ConnectAsync(server, "127.0.0.2"));
        }

        foreach (RawPeer peer in silent)
        {
            await peer.SendAsync(RawPeer.Request("UNKNOWN"));
            Assert.Equal(new AAssociateRJ(1, 1, 7), await peer.ReceiveAsync());
        }

        Close();
    }

    [Fact]
    public async Task Connections_ThatGaveWay_AreALineAtOnceAndThenOneAMinute()
    {
        await using var server = new TestServer(
            options: FivePlaces with { MaxAssociations = 1, MaxPendingConnections = 1 },
            timeProvider: _time, logger: _logger);
        for (var i = 0; i < 6; i++)
        {
            await ConnectAsync(server, "127.0.0.2");
        }

        foreach (RawPeer peer in _peers[..4])
        {
            await AssertClosedAsync(peer);
        }

        await server.AssertHealthyAsync(); // the fifth was closed for it
        Assert.Equal([Line(1)], Lines());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([Line(1), Line(4)], Lines());
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(2, Lines().Length);
        Close();

        static string Line(int count) =>
            $"as many connections are open as may be, 2: {count} without an association, the last of them of "
            + "127.0.0.2, were closed for new ones; said once a minute at most";
    }

    [Fact]
    public async Task Associations_OfOneAddress_LeaveTheLastToOthers_WithAWarning()
    {
        await using var server = new TestServer(
            options: new DicomServerOptions { MaxAssociations = 3 }, timeProvider: _time, logger: _logger);
        for (var i = 0; i < 2; i++)
        {
            await (await ConnectAsync(server, "127.0.0.2")).AssociateAsync();
        }

        for (var i = 0; i < 3; i++)
        {
            RawPeer third = await ConnectAsync(server, "127.0.0.2");
            await third.SendAsync(RawPeer.Request());
            Assert.Equal(new AAssociateRJ(2, 3, 2), await third.ReceiveAsync());
        }

        await (await ConnectAsync(server, "127.0.0.3")).AssociateAsync();
        Assert.Matches(
            @"^#3: rejected MODALITY at 127\.0\.0\.2:\d+ for AETITLE_1, result 2, source 3, reason 2 "
            + @"\(local limit exceeded\): its address has 2 associations, and the last of the 3 that may be open are "
            + "for others$",
            _logger.Lines.First(line => line.EventId == 1116).Text);
        Assert.Equal(3, _logger.Lines.Count(line => line.EventId == 1116)); // the program counts what repeats
        Close();
    }

    private static async Task AssertClosedAsync(RawPeer peer)
    {
        try
        {
            Assert.Null(await peer.ReceiveAsync());
        }
        catch (IOException)
        {
            // Reset: the connection is not kept for what may be on its way.
        }
    }

    private async Task<RawPeer> ConnectAsync(TestServer server, string from)
    {
        RawPeer peer = await server.ConnectRawAsync(from);
        lock (_peers)
        {
            _peers.Add(peer);
        }

        return peer;
    }

    private void Close() => _peers.ForEach(peer => peer.Dispose());

    private string[] Lines() => [.. _logger.Lines.Where(line => line.EventId == GaveWay).Select(line => line.Text)];
}
