using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Hostile;

/// <summary>Peers that send without end what costs them nothing.</summary>
public sealed class FloodTests : IDisposable
{
    // More than there are threads to serve them.
    private const int Peers = 4;

    private readonly FaultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    public static TheoryData<string, byte[]> Messages => new()
    {
        { "C-CANCEL-RQ", RawPeer.Command(3, DicomUID.ModalityWorklistInformationModelFind, 0x0fff, 7, false) },
        { "C-ECHO-RQ", RawPeer.Command(1, DicomUID.Verification, 0x0030, 1, hasDataSet: false) },
        { "empty fragments", [4, 0, 0, 0, 0, 6, 0, 0, 0, 2, 3, 1] },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Peers_ThatAlwaysSend_KeepNobodyWaiting(string _, byte[] message)
    {
        byte[] many = [.. Enumerable.Repeat(message, 60_000 / message.Length).SelectMany(bytes => bytes)];
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using var stop = new CancellationTokenSource();
        Task<int>[] floods = [.. Enumerable.Range(0, Peers).Select(_ => FloodAsync(daemon, many, stop.Token))];

        await bystander.GetAnswersAsync(50);
        for (var i = 0; i < 20; i++)
        {
            await daemon.AssertServesAsync();
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(floods), sent => Assert.True(sent > 0));
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }

    // Whatever comes back is read, so that the daemon never waits for this peer.
    private static async Task<int> FloodAsync(WlmscpProcess daemon, byte[] messages, CancellationToken stop)
    {
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        Task draining = peer.DrainAsync();
        var sent = 0;
        do
        {
            await peer.SendAsync(messages);
            sent++;
        }
        while (!stop.IsCancellationRequested);

        peer.CloseSending();
        await draining;
        return sent;
    }
}
