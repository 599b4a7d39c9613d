namespace Wlmscp.Tests.Faults;

/// <summary>A port scanner, or a modality that never closes what it opens.</summary>
public sealed class ManyIdleTests : IDisposable
{
    private const int Peers = 2000;

    private readonly FaultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    // More than may wait for their request, and of the same address: the oldest of them give way.
    [Fact]
    public async Task Connections_2000WithoutARequest_LeaveAnAssociationAlone_AndGivePlaceToOthers()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--max-per-address", "0");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using var idle = new IdlePeers();
        await idle.ConnectAsync(daemon, Peers);

        await bystander.GetAnswersAsync(20);
        await daemon.AssertServesAsync();
        idle.Dispose();

        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Connections_WithoutARequest_GivePlaceWhenArtimExpires()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync(
            "--acse-timeout", "1", "--max-per-address", "0");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using var idle = new IdlePeers();
        await idle.ConnectAsync(daemon, 500); // of 250 places

        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Associations_2000Idle_AreAllAlive_AndLeaveAnotherAlone()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--max-associations", $"{Peers + 400}");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        var peers = new List<RawPeer>();
        for (var i = 0; i < Peers; i++)
        {
            peers.Add(await RawPeer.AssociateAsync(daemon));
        }

        await bystander.GetAnswersAsync(20);
        foreach (RawPeer peer in peers)
        {
            await peer.SendAsync(RawPeer.Command(1, DicomUID.Verification, 0x0030, 1, hasDataSet: false));
        }

        foreach (RawPeer peer in peers)
        {
            Assert.Equal(4, (await peer.ReceiveAsync())![0]);
            await peer.DisposeAsync();
        }

        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
    }
}
