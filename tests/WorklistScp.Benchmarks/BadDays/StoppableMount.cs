using System.Diagnostics;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>A directory shown at another place by bindfs, a FUSE file system; unmounted when disposed of.</summary>
internal sealed class StoppableMount : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly string _place;
    private readonly Process _daemon;
    private readonly Leftover _leftover;

    /// <summary>Mounts.</summary>
    /// <param name="directory">What is shown.</param>
    /// <param name="place">Where; it is made.</param>
    /// <exception cref="BenchmarkException">It cannot be mounted.</exception>
    public StoppableMount(string directory, string place)
    {
        _place = place;
        Directory.CreateDirectory(place);
        _daemon = Process.Start("bindfs", ["-f", directory, place]);
        _leftover = Leftover.Of(Remove);
        for (long begin = Stopwatch.GetTimestamp(); !IsMounted();)
        {
            if (_daemon.HasExited || Stopwatch.GetElapsedTime(begin) > Limit)
            {
                throw new BenchmarkException($"{place}: bindfs does not mount it");
            }

            Pauses.For(Pause);
        }
    }

    /// <summary>Why there can be no such mount here; null: there can be one.</summary>
    public static string? WhyNot() =>
        !Environment.IsPrivilegedProcess ? "it needs root"
        : !File.Exists("/dev/fuse") ? "there is no /dev/fuse"
        : !File.Exists("/usr/bin/bindfs") ? "there is no bindfs (apt-get install bindfs)"
        : null;

    /// <summary>From now on who wants something of it waits.</summary>
    public void Stop() => Signal.Send(_daemon.Id, Signal.Stop);

    /// <inheritdoc/>
    public void Dispose() => _leftover.Dispose();

    private bool IsMounted() => File.ReadLines("/proc/mounts").Any(line => line.Split(' ')[1] == _place);

    // What waits for it fails when its daemon is gone.
    private void Remove()
    {
        _daemon.Kill();
        _daemon.WaitForExit();
        _daemon.Dispose();
        using Process unmount = Process.Start("umount", ["--lazy", _place]);
        unmount.WaitForExit();
        Directory.Delete(_place);
    }
}
