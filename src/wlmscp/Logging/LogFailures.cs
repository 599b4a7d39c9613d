using Serilog.Debugging;

namespace Wlmscp.Logging;

/// <summary>Says on standard error that the log cannot be written; seldom, since each event fails.</summary>
internal static class LogFailures
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private static long _next;

    /// <summary>Begins to do so.</summary>
    public static void Report() => SelfLog.Enable(message =>
    {
        long now = Environment.TickCount64;
        long next = Interlocked.Read(ref _next);
        if (now >= next
            && Interlocked.CompareExchange(ref _next, now + (long)Interval.TotalMilliseconds, next) == next)
        {
            StandardStreams.WriteError($"wlmscp: log: {message.Split('\n')[0].TrimEnd()}");
        }
    });
}
