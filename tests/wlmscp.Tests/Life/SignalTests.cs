using System.Net.Sockets;
using System.Runtime.InteropServices;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Life;

public sealed class SignalTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public SignalTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task Signal_WithoutAssociations_EndsWithSuccess(PosixSignal signal)
    {
        await using WlmscpProcess daemon =
            await WlmscpProcess.StartAsync("--bind", "127.0.0.1", "--dir", _root.Path);

        daemon.Signal(signal);

        Assert.Equal(0, await daemon.WaitForExitAsync());
        Assert.Equal([daemon.ReadyLine], daemon.ErrorLines);
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task Signal_WithAnAssociation_LetsItFinish(PosixSignal signal)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        DicomClient client = await daemon.ConnectAsync();

        daemon.Signal(signal);

        await AssertRefusedAsync(daemon);
        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
        List<DicomCFindResponse> responses = await client.FindAsync(Keys.Key(DicomTag.PatientID));
        Assert.Equal([DicomStatus.Pending, DicomStatus.Success], responses.Select(response => response.Status));
        Assert.False(daemon.HasExited);
        await client.ReleaseAsync(Cancelled);
        await client.DisposeAsync();
        Assert.Equal(0, await daemon.WaitForExitAsync());
    }

    [Fact]
    public async Task Signal_WithAnAssociationThatStays_EndsWithAbort()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        daemon.Signal(PosixSignal.SIGTERM);

        await peer.AssertAbortedAsync();
        Assert.Equal(0, await daemon.WaitForExitAsync());
    }

    [Fact]
    public async Task SecondSignal_WithAnAssociation_EndsAtOnce()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("-v", "--dir", _root.Path);
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        daemon.Signal(PosixSignal.SIGTERM);
        await daemon.WaitForErrorLineAsync(line => line.Contains("no new associations", StringComparison.Ordinal));
        daemon.Signal(PosixSignal.SIGTERM);

        Assert.Equal(0, await daemon.WaitForExitAsync());
    }

    // The signal arrives in its own time; from some connection on, all are refused.
    private static async Task AssertRefusedAsync(WlmscpProcess daemon)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (!limit.IsCancellationRequested)
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", daemon.Port, limit.Token);
            }
        });
    }
}
