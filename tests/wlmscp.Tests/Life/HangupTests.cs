using System.Runtime.InteropServices;

namespace Wlmscp.Tests.Life;

public sealed class HangupTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public HangupTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Hangup_ManyTimes_LeavesDaemonAndAssociationsAlive()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "-v");
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        for (var i = 0; i < 20; i++)
        {
            daemon.Signal(PosixSignal.SIGHUP);
        }

        await peer.SendAsync(RawPeer.Command(1, DicomUID.Verification, 0x0030, 1, hasDataSet: false));

        Assert.Equal(4, (await peer.ReceiveAsync())![0]);
        await daemon.WaitForErrorLineAsync(line => line.Contains("SIGHUP: ", StringComparison.Ordinal));
        await daemon.AssertServesAsync();
    }
}
