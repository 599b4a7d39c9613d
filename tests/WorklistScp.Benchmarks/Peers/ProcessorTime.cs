using System.Runtime.InteropServices;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>
/// The processor time, user and system, that each process of a server has used up to a moment. It is read from the
/// processes' clocks: they count nanoseconds, where /proc/PID/stat counts hundredths of a second, and keep what ended
/// threads used.
/// </summary>
internal sealed partial class ProcessorTime
{
    private const double NanosecondsPerTick = 100;

    private readonly Dictionary<int, TimeSpan> _used;

    private ProcessorTime(Dictionary<int, TimeSpan> used) => _used = used;

    /// <summary>Reads the clocks of a server and of the processes that it started.</summary>
    public static ProcessorTime Read(int server) => new(ProcessTree.Of(server).ToDictionary(id => id, Used));

    /// <summary>
    /// What was used after an earlier moment. A process that has ended since is left out: associations must stay open
    /// from the earlier moment to this one.
    /// </summary>
    public TimeSpan Since(ProcessorTime earlier) => _used.Aggregate(
        TimeSpan.Zero, (sum, now) => sum + now.Value - earlier._used.GetValueOrDefault(now.Key));

    private static TimeSpan Used(int process) =>
        clock_getcpuclockid(process, out int clock) == 0 && clock_gettime(clock, out TimeSpec time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + new TimeSpan((long)(time.Nanoseconds / NanosecondsPerTick))
            : TimeSpan.Zero; // it has just ended

    [LibraryImport("libc")]
    private static partial int clock_getcpuclockid(int process, out int clock);

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
