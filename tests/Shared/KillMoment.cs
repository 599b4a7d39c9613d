using System.Diagnostics;

namespace WorklistScp.Tests.Shared;

/// <summary>When a command is to be killed: at a random time of its life, or soon after it changed a file.</summary>
internal sealed class KillMoment : IDisposable
{
    private const double LongestAfterChange = 2; // milliseconds

    private readonly FileSystemWatcher? _watcher;
    private readonly TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _delay;

    /// <summary>Chooses one.</summary>
    /// <param name="random">Makes the choice.</param>
    /// <param name="area">The directory whose files the command changes.</param>
    /// <param name="life">How long such a command lives.</param>
    public KillMoment(Random random, string area, TimeSpan life)
    {
        switch (random.Next(3))
        {
            case 0: // as soon as it writes
                _watcher = Watch(area, ".wlmscp-*");
                break;
            case 1: // as soon as something else is there for others
                _watcher = Watch(area, "*.wl");
                break;
            default:
                _changed.SetResult();
                break;
        }

        _delay = _watcher is null
            ? life * 1.2 * random.NextDouble()
            : TimeSpan.FromMilliseconds(LongestAfterChange * random.NextDouble());
    }

    /// <summary>Waits for it, or for the end of the command.</summary>
    public async Task WaitAsync(Task end)
    {
        await Task.WhenAny(_changed.Task, end);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAny(end, Task.Delay(TimeSpan.FromMilliseconds(Math.Floor(_delay.TotalMilliseconds))));
        while (Stopwatch.GetElapsedTime(start) < _delay && !end.IsCompleted)
        {
            // The timer knows whole milliseconds only.
        }
    }

    public void Dispose() => _watcher?.Dispose();

    private FileSystemWatcher Watch(string area, string pattern)
    {
        var watcher = new FileSystemWatcher(area, pattern) { NotifyFilter = NotifyFilters.FileName };
        watcher.Created += (_, _) => _changed.TrySetResult();
        watcher.Renamed += (_, _) => _changed.TrySetResult();
        watcher.Deleted += (_, _) => _changed.TrySetResult();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
