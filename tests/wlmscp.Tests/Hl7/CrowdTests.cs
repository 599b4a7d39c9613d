namespace Wlmscp.Tests.Hl7;

/// <summary>Many senders at a time: who is idle, or reads nothing, does not keep the others waiting.</summary>
public sealed class CrowdTests : IDisposable
{
    private const int MaxConnections = 100;
    private const int Messages = 50;

    private readonly Hl7Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task OneThatWorks_BesideAsManyIdleAsMayBe_IsAnswered_AndOneIdleGivesWay()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        var idle = new List<MllpPeer>();
        try
        {
            while (idle.Count < MaxConnections)
            {
                idle.Add(await MllpPeer.ConnectAsync(daemon));
                Assert.Equal("AA IDLE", await idle[^1].OrderAsync("IDLE"));
            }

            using MllpPeer working = await MllpPeer.ConnectAsync(daemon);
            for (var i = 0; i < Messages; i++)
            {
                Assert.Equal($"AA W{i}", await working.OrderAsync($"W{i}"));
            }

            Assert.Null(await idle[0].ReceiveAsync());
            foreach (MllpPeer peer in idle.Skip(1))
            {
                Assert.Equal("AA AGAIN", await peer.OrderAsync("AGAIN"));
            }
        }
        finally
        {
            idle.ForEach(peer => peer.Dispose());
        }
    }

    [Fact]
    public async Task SendersThatReadNoAnswers_DelayNobody()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-q");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task[] floods = [.. Enumerable.Range(0, 3).Select(_ => FloodAsync(daemon, ending.Token))];
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(number => WorkAsync(daemon, $"{number}")));
        }
        finally
        {
            await ending.CancelAsync();
        }

        await Task.WhenAll(floods);
        await daemon.AssertServesAsync();
    }

    private static async Task WorkAsync(WlmscpProcess daemon, string name)
    {
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        for (var i = 0; i < Messages; i++)
        {
            await peer.SendAsync(Hl7Messages.Framed(Hl7Messages.ShortOrder($"{name}-{i}")));
            Assert.Equal($"AA {name}-{i}", await peer.ReceiveAsync());
        }
    }

    // Good messages, one after the other, as fast as they are taken.
    private static async Task FloodAsync(WlmscpProcess daemon, CancellationToken ending)
    {
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        byte[] messages = [.. Enumerable.Repeat(Hl7Messages.Framed(Hl7Messages.Order()), 100).SelectMany(bytes => bytes)];
        Task sending = Task.CompletedTask;
        while (!ending.IsCancellationRequested && !sending.IsFaulted)
        {
            sending = peer.SendAsync(messages);
            await Task.WhenAny(sending, Task.Delay(Timeout.Infinite, ending));
        }

        peer.Reset();
        await Record.ExceptionAsync(() => sending); // the daemon, or this side, has closed
    }
}
