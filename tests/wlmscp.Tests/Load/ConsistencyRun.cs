using System.Diagnostics;
using System.Globalization;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Load;

/// <summary>
/// A writer that changes all entries of an area, generation by generation, and readers that judge each answer: whoever
/// asks gets what was before, or all that is new.
/// </summary>
/// <param name="writer">The writer.</param>
/// <param name="leastOfEach">How many generations of each way of writing under each kind of lock there are to be.</param>
internal sealed class ConsistencyRun(GenerationWriter writer, int leastOfEach)
{
    private const string SecondsVariable = "WLMSCP_TEST_CONSISTENCY_SECONDS";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>How long it lasts at least; of its own, or what the environment says.</summary>
    public static TimeSpan DurationOr(TimeSpan usual) =>
        Environment.GetEnvironmentVariable(SecondsVariable) is { } seconds
            ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))
            : usual;

    /// <summary>Writes and asks, and fails with the first answer that is wrong.</summary>
    /// <param name="clients">Each asks in an association of its own.</param>
    /// <param name="duration">How long.</param>
    public async Task RunAsync(IReadOnlyList<DicomClient> clients, TimeSpan duration)
    {
        GenerationReader[] readers = [.. clients.Select(client => new GenerationReader(client, writer))];
        await RunAsync(readers, duration);

        int answers = readers.Sum(reader => reader.Answers);
        int refused = readers.Sum(reader => reader.Refused);
        string counts =
            $"{writer.Finished} generations of {GenerationWriter.Entries} entries, {answers + refused} queries, "
            + $"{answers} answers, {readers.Sum(reader => reader.Changes)} with another generation than the one "
            + $"before, {refused} refused";
        TestContext.Current.TestOutputHelper?.WriteLine(counts);
        await Console.Out.WriteLineAsync(counts);
        Assert.Equal(0, refused);
        Assert.All(readers, reader => Assert.True(reader.Answers >= leastOfEach, counts));
        Assert.True(writer.Finished >= leastOfEach * writer.Combinations, counts);
        Assert.True(readers.Sum(reader => reader.Changes) >= writer.Finished, counts);
    }

    // The first reader that fails ends all.
    private async Task RunAsync(GenerationReader[] readers, TimeSpan duration)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task writing = WriteAsync(readers, duration, stop.Token);
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
    private async Task WriteAsync(
        GenerationReader[] readers, TimeSpan duration, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration
            || writer.Finished < leastOfEach * writer.Combinations
            || readers.Any(reader => reader.Answers < leastOfEach))
        {
            await writer.WriteNextAsync(cancellationToken);
            while (readers.All(reader => reader.Known < writer.Finished))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
