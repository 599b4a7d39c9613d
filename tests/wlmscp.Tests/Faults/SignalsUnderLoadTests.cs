using System.Net.Sockets;
using System.Runtime.InteropServices;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Faults;

/// <summary>Signals while modalities ask.</summary>
public sealed class SignalsUnderLoadTests : IDisposable
{
    private const int Associations = 8;

    private readonly FaultScene _scene = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Hangup_Several_LoseNoAnswer()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-v");
        Bystander[] bystanders = await StartAsync(daemon);

        for (var i = 0; i < 20; i++)
        {
            daemon.Signal(PosixSignal.SIGHUP);
            await bystanders[i % Associations].GetAnswersAsync(2);
        }

        await FinishAsync(bystanders);
        await daemon.WaitForErrorLineAsync(line => line.Contains("SIGHUP: ", StringComparison.Ordinal));
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task End_WithAssociationsAtWork_LetsEachGetAllItsAnswersAndRelease(PosixSignal signal)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-v");
        Bystander[] bystanders = await StartAsync(daemon);

        daemon.Signal(signal);
        await daemon.WaitForErrorLineAsync(line => line.Contains("no new associations", StringComparison.Ordinal));
        await Task.WhenAll(bystanders.Select(bystander => bystander.GetAnswersAsync(10)));
        await FinishAsync(bystanders);

        Assert.Equal(0, await daemon.WaitForExitAsync());
        await Assert.ThrowsAsync<SocketException>(() => daemon.ConnectAsync());
    }

    // The second signal ends all: an answer is whole up to where it ends, or the next query gets none.
    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task SecondEnd_WithAssociationsAtWork_AbortsThem(PosixSignal signal)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-v");
        DicomClient[] clients = await Task.WhenAll(
            Enumerable.Range(0, Associations).Select(_ => daemon.ConnectAsync(Bystander.Area)));
        Task[] asking = [.. clients.Select(AskAsync)];

        daemon.Signal(signal);
        await daemon.WaitForErrorLineAsync(line => line.Contains("no new associations", StringComparison.Ordinal));
        daemon.Signal(signal);

        Assert.Equal(0, await daemon.WaitForExitAsync());
        foreach (Task one in asking)
        {
            Exception? end = await Record.ExceptionAsync(() => one);
            Assert.True(end is DicomAssociationAbortedException or IOException, end?.ToString());
        }

        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }

    private static Task<Bystander[]> StartAsync(WlmscpProcess daemon) =>
        Task.WhenAll(Enumerable.Range(0, Associations).Select(_ => Bystander.StartAsync(daemon)));

    private static async Task FinishAsync(Bystander[] bystanders)
    {
        await Task.WhenAll(bystanders.Select(bystander => bystander.FinishAsync()));
        await Task.WhenAll(bystanders.Select(bystander => bystander.DisposeAsync().AsTask()));
    }

    private static async Task AskAsync(DicomClient client)
    {
        while (!Cancelled.IsCancellationRequested)
        {
            List<DicomCFindResponse> responses = await client.FindAsync(Keys.Key(DicomTag.PatientID));
            Assert.Equal(DicomStatus.Success, responses[^1].Status);
            Assert.Equal(Bystander.PatientIDs.Length + 1, responses.Count);
        }
    }
}
