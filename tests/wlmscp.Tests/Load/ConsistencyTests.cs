using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Load;

/// <summary>
/// The promise of the lock: whoever asks while a writer changes many files gets what was before, or all that is new.
/// </summary>
public sealed class ConsistencyTests
{
    private const int Associations = 8;

    // At least so many generations of each way of writing under each kind of lock, however slow the machine.
    private const int LeastOfEach = 3;

    private static readonly TimeSpan Duration = ConsistencyRun.DurationOr(TimeSpan.FromSeconds(20));

    [Fact]
    public async Task Answers_WhileAllEntriesAreRewritten_HoldOneGenerationAndTheLastOneFinished()
    {
        using var root = new TemporaryDirectory();
        var writer = new GenerationWriter(new WorklistArea(root.Path));
        writer.WriteFirst();
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", root.Path);
        DicomClient[] clients = await Task.WhenAll(
            Enumerable.Range(0, Associations).Select(_ => daemon.ConnectAsync()));

        await new ConsistencyRun(writer, LeastOfEach).RunAsync(clients, Duration);

        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }
}
