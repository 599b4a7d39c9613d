namespace Wlmscp.Tests.Faults;

/// <summary>A daemon that is killed at random moments, and starts again.</summary>
/// <param name="root">What <c>--dir</c> names.</param>
/// <param name="areas">The directories of the areas that it changes.</param>
/// <param name="random">Chooses the moments.</param>
/// <param name="options">By which door changes come.</param>
internal sealed class KilledDaemon(
    string root, IReadOnlyList<string> areas, Random random, params IReadOnlyList<string> options) : IAsyncDisposable
{
    // Where nothing is written for so long, it is killed all the same.
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2);

    private TaskCompletionSource<WlmscpProcess> _running = NotYet();

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>The one that runs, once it is ready.</summary>
    public Task<WlmscpProcess> RunningAsync() => Volatile.Read(ref _running).Task;

    /// <summary>Starts it.</summary>
    public async Task StartAsync()
    {
        try
        {
            _running.SetResult(await WlmscpProcess.StartAsync(["--dir", root, "--bind", "127.0.0.1", .. options]));
        }
        catch (Exception e)
        {
            _running.SetException(e); // whoever waits for it fails, too
            throw;
        }
    }

    /// <summary>Kills it in the midst of its work, and starts it again.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        WlmscpProcess daemon = await RunningAsync();
        using (var moment = new KillMoment(random, areas[random.Next(areas.Count)], LongestLife / 4))
        {
            await moment.WaitAsync(Task.Delay(LongestLife, cancellationToken));
        }

        Volatile.Write(ref _running, NotYet());
        await KillAsync(daemon);
        Kills++;
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_running.Task.IsCompletedSuccessfully)
        {
            await (await _running.Task).DisposeAsync();
        }
    }

    private static async Task KillAsync(WlmscpProcess daemon)
    {
        Assert.False(daemon.HasExited, string.Join('\n', daemon.ErrorLines));
        await daemon.DisposeAsync();
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains(" EROR ", StringComparison.Ordinal));
    }

    private static TaskCompletionSource<WlmscpProcess> NotYet() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
