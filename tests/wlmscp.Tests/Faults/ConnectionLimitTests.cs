using Wlmscp.Tests.Access;

namespace Wlmscp.Tests.Faults;

/// <summary>More peers than may be there at once: some are turned away or wait, the others go on.</summary>
public sealed class ConnectionLimitTests : IDisposable
{
    private readonly FaultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Associations_MoreThanMayBeOpen_AreRejectedWithOneWarning()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--max-associations", "3");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer second = await RawPeer.AssociateAsync(daemon);
        RawPeer third = await RawPeer.AssociateAsync(daemon);

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("rejected 2, 3, 2", await daemon.AskAsync());
        }

        await third.DisposeAsync();
        while (await daemon.AskAsync() != "accepted")
        {
            // The daemon learns a little later that the third has gone.
        }

        await second.AssertEchoAsync();
        await bystander.FinishAsync();
        await AssertSaidOnceAsync(
            daemon,
            "(local limit exceeded): as many associations are open as may be, 3; said once a minute at most");
    }

    [Fact]
    public async Task Connections_MoreThanMayBePending_WaitWithOneWarning()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--max-associations", "1", "--max-pending", "3");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using var idle = new IdlePeers();
        await idle.ConnectAsync(daemon, 5);
        Task<string> waiting = daemon.AskAsync();

        await daemon.WaitForErrorLineAsync(
            line => line.Contains(" open as may be, 4: new ones wait", StringComparison.Ordinal));
        await bystander.GetAnswersAsync(20);
        Assert.False(waiting.IsCompleted);
        idle.Dispose();

        Assert.Equal("rejected 2, 3, 2", await waiting);
        await bystander.FinishAsync();
        await AssertSaidOnceAsync(
            daemon, "as many connections are open as may be, 4: new ones wait; said once a minute at most");
    }

    [Fact]
    public async Task Connections_MoreThanAnAddressMayHave_AreClosedWithOneWarning()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--max-per-address", "2");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer associated = await RawPeer.ConnectAsync(daemon, "127.0.0.2");
        await associated.AssociateAsync();
        await using RawPeer pending = await RawPeer.ConnectAsync(daemon, "127.0.0.2");

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("closed", await daemon.AskAsync("127.0.0.2"));
        }

        Assert.Equal("accepted", await daemon.AskAsync());
        await pending.AssociateAsync();
        await associated.AssertEchoAsync();
        await bystander.FinishAsync();
        await AssertSaidOnceAsync(daemon, "its address has 2 connections already; said once a minute at most");
    }

    private static async Task AssertSaidOnceAsync(WlmscpProcess daemon, string end)
    {
        await daemon.WaitForErrorLineAsync(IsWarning);
        Assert.Single(daemon.ErrorLines, line => IsWarning(line));

        bool IsWarning(string line) =>
            line.Contains(" WARN ", StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal);
    }
}
