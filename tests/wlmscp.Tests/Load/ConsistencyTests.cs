using System.Diagnostics;
using System.Globalization;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Load;

/// <summary>
/// The promise of the lock: whoever asks while a writer changes many files gets what was before, or all that is new.
/// </summary>
public sealed class ConsistencyTests
{
    private const string SecondsVariable = "WLMSCP_TEST_CONSISTENCY_SECONDS";
    private const int Associations = 8;

    // At least so many generations of each way of writing under each kind of lock, however slow the machine.
    private const int LeastOfEach = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable(SecondsVariable) ?? "20", CultureInfo.InvariantCulture));

    [Fact]
    public async Task Answers_WhileAllEntriesAreRewritten_HoldOneGenerationAndTheLastOneFinished()
    {
        using var root = new TemporaryDirectory();
        var writer = new GenerationWriter(new WorklistArea(root.Path));
        writer.WriteFirst();
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", root.Path);
        DicomClient[] clients = await Task.WhenAll(
            Enumerable.Range(0, Associations).Select(_ => daemon.ConnectAsync()));
        GenerationReader[] readers = [.. clients.Select(client => new GenerationReader(client, writer))];

        await RunAsync(writer, readers);

        int answers = readers.Sum(reader => reader.Answers);
        int refused = readers.Sum(reader => reader.Refused);
        string counts =
            $"{writer.Finished} generations of {GenerationWriter.Entries} entries, {answers + refused} queries, "
            + $"{answers} answers, {readers.Sum(reader => reader.Changes)} with another generation than the one "
            + $"before, {refused} refused";
        TestContext.Current.TestOutputHelper?.WriteLine(counts);
        await Console.Out.WriteLineAsync(counts);
        Assert.Equal(0, refused);
        Assert.All(readers, reader => Assert.True(reader.Answers >= LeastOfEach, counts));
        Assert.True(writer.Finished >= LeastOfEach * writer.Combinations, counts);
        Assert.True(readers.Sum(reader => reader.Changes) >= writer.Finished, counts);
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }

    // The first reader that fails ends all.
    private static async Task RunAsync(GenerationWriter writer, GenerationReader[] readers)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task writing = WriteAsync(writer, readers, stop.Token);
        Task[] all = [writing, .. readers.Select(reader => reader.RunAsync(writing, stop.Token))];
        await foreach (Task ended in Task.WhenEach(all))
        {
            if (!ended.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
            }
        }

        await Task.WhenAll(all);
    }

    // Each generation is left until somebody has asked for it and got it: the lock is free for long enough.
    private static async Task WriteAsync(
        GenerationWriter writer, GenerationReader[] readers, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Duration
            || writer.Finished < LeastOfEach * writer.Combinations
            || readers.Any(reader => reader.Answers < LeastOfEach))
        {
            await writer.WriteNextAsync(cancellationToken);
            while (readers.All(reader => reader.Known < writer.Finished))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
