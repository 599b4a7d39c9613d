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
        RawPeer third = await RawPeer.AssociateAsync(daemon, "127.0.0.2");

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("rejected 2, 3, 2", await daemon.AskAsync("127.0.0.2"));
        }

        await third.DisposeAsync();
        while (await daemon.AskAsync("127.0.0.2") != "accepted")
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
    public async Task Associations_OfOneAddress_LeaveTheLastOnesToOthers()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        RawPeer[] peers = await Task.WhenAll(
            Enumerable.Range(0, 45).Select(_ => RawPeer.AssociateAsync(daemon, "127.0.0.2")));
        for (var i = 0; i < 15; i++)
        {
            Assert.Equal("rejected 2, 3, 2", await daemon.AskAsync("127.0.0.2"));
        }

        await using RawPeer other = await RawPeer.AssociateAsync(daemon, "127.0.0.3");
        await bystander.GetAnswersAsync();
        Assert.Equal("accepted", await daemon.AskAsync());
        foreach (RawPeer peer in peers)
        {
            await peer.DisposeAsync();
        }

        await bystander.FinishAsync();
        await AssertSaidOnceAsync(
            daemon,
            "(local limit exceeded): its address has 45 associations, and the last of the 50 that may be open are "
            + "for others");
    }

    [Fact]
    public async Task Connections_MoreThanMayBePending_CloseTheOldestSilentOneOfTheAddressThatHasMost()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync(
            "--max-associations", "2", "--max-pending", "3", "--acse-timeout", "600");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer few = await RawPeer.ConnectAsync(daemon, "127.0.0.3");
        await using RawPeer oldest = await RawPeer.ConnectAsync(daemon, "127.0.0.2");
        using var idle = new IdlePeers();
        await idle.ConnectAsync(daemon, 20, "127.0.0.2");
        await using RawPeer youngest = await RawPeer.ConnectAsync(daemon, "127.0.0.2");

        await oldest.AssertClosedAsync();
        for (var i = 0; i < 3; i++)
        {
            await using RawPeer unknown = await RawPeer.ConnectAsync(daemon);
            await unknown.SendAsync(new AssociateRequest { CalledAETitle = "UNKNOWN" }.ToBytes());
            Assert.Equal([3, 0, 0, 0, 0, 4, 0, 1, 1, 7], await unknown.ReceiveAsync());
        }

        await few.AssociateAsync();
        await bystander.FinishAsync();
        await AssertSaidOnceAsync(
            daemon,
            "as many connections are open as may be, 5: 1 without an association, the last of them of 127.0.0.2, "
            + "were closed for new ones; said once a minute at most");
    }

    [Fact]
    public async Task Connections_3000SilentOfThreeAddresses_KeepNobodyWaiting()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--acse-timeout", "600");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using var idle = new IdlePeers();
        for (var i = 0; i < 3; i++)
        {
            await idle.ConnectAsync(daemon, 1000, $"127.0.0.{2 + i}");
        }

        for (var i = 0; i < 20; i++)
        {
            await daemon.AssertServesAsync();
        }

        await bystander.FinishAsync();
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
        await AssertSaidOnceAsync(daemon, "its address has 2 connections already");
    }

    private static async Task AssertSaidOnceAsync(WlmscpProcess daemon, string end)
    {
        await daemon.WaitForErrorLineAsync(IsWarning);
        Assert.Single(daemon.ErrorLines, line => IsWarning(line));

        bool IsWarning(string line) =>
            line.Contains(" WARN ", StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal);
    }
}
