using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WorklistScp.Network.Client;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;

namespace WorklistScp.Network.Tests.Server;

/// <summary>The warnings of limits that peers can meet as often as they like: one a minute.</summary>
public sealed class LimitLogTests
{
    private const int NoPlace = 1004;
    private const int Rejected = 1101;
    private const int TooManyAssociations = 1113;

    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _logger = new();

    [Fact]
    public void OnceAMinute_IsDueAtFirstAndAfterAMinute()
    {
        var news = new OnceAMinute(_time);

        Assert.True(news.IsDue());
        Assert.False(news.IsDue());
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(news.IsDue());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(news.IsDue());
        Assert.False(news.IsDue());
    }

    [Fact]
    public async Task Request_OneMoreThanAllowed_HasALineAndOnceAMinuteItIsAWarning()
    {
        await using var server = new TestServer(
            options: new DicomServerOptions { MaxAssociations = 1 }, timeProvider: _time, logger: _logger);
        await using DicomClient first = await server.ConnectAsync();

        await AssertRejectedAsync(server);
        await AssertRejectedAsync(server);
        _time.Advance(TimeSpan.FromMinutes(1));
        await AssertRejectedAsync(server);
        await AssertRejectedAsync(server);

        LogLine[] lines = [.. _logger.Lines.Where(line => line.EventId is Rejected or TooManyAssociations)];
        Assert.Equal(
            [LogLevel.Warning, LogLevel.Information, LogLevel.Warning, LogLevel.Information],
            lines.Select(line => line.Level));
        Assert.Matches(
            @"^#2: rejected MODALITY at 127\.0\.0\.1:\d+ for AETITLE_1, result 2, source 3, reason 2 "
            + @"\(local limit exceeded\): as many associations are open as may be, 1; said once a minute at most$",
            lines[0].Text);
    }

    [Fact]
    public async Task Connections_MoreThanThereArePlaces_AreAWarningOnceAMinute()
    {
        await using var server = new TestServer(
            options: new DicomServerOptions { MaxAssociations = 1, MaxPendingConnections = 0 },
            timeProvider: _time, logger: _logger);
        var peers = new Queue<RawPeer>();
        for (var i = 0; i < 5; i++)
        {
            peers.Enqueue(await server.ConnectRawAsync());
        }

        while (peers.TryDequeue(out RawPeer? peer))
        {
            await peer.AssociateAsync(); // it has got its place
            await Eventually.IsTrueAsync(() => _logger.Lines.Any(line => line.EventId == NoPlace), "the second waits");
            peer.Dispose();
        }

        Assert.Equal(
            "as many connections are open as may be, 1: new ones wait; said once a minute at most",
            Assert.Single(_logger.Lines, line => line.EventId == NoPlace).Text);
    }

    private static async Task AssertRejectedAsync(TestServer server)
    {
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.SendAsync(RawPeer.Request());
        Assert.Equal(new AAssociateRJ(2, 3, 2), await peer.ReceiveAsync());
        peer.CloseSending();
        Assert.Null(await peer.ReceiveAsync());
    }
}
