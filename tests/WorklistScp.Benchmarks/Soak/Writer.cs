using Microsoft.Win32.SafeHandles;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>Changes a few files at a time, under the lock.</summary>
internal sealed class Writer(SoakArea area, VersionLog versions, SoakCounters counters)
{
    private const int MostChanges = 4;
    private const int LongestPauseMilliseconds = 100;

    private readonly Random _random = new();

    /// <summary>Goes on until told to stop.</summary>
    public void Run(CancellationToken stop)
    {
        do
        {
            int changes = _random.Next(1, MostChanges + 1);
            ChangeUnderLock(changes);
            counters.AddChanges(changes);
        }
        while (!stop.WaitHandle.WaitOne(_random.Next(LongestPauseMilliseconds)));
    }

    private void ChangeUnderLock(int changes)
    {
        long state;
        using (SafeFileHandle held = WriterLock.Take(area.LockFile))
        {
            for (var i = 0; i < changes; i++)
            {
                area.Change(_random);
            }

            state = versions.Add(area.CopyCounts());
        }

        versions.Release(state);
    }
}
