using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;

namespace Wlmscp.Logging;

/// <summary>All that a log configuration writes to. Nobody waits for any of it.</summary>
/// <param name="events">Passes events on to those sinks that want them.</param>
/// <param name="files">Those of the sinks that are files.</param>
internal sealed class OpenSinks(Logger events, IReadOnlyList<FileQueue> files)
{
    /// <summary>Those that are files.</summary>
    public IReadOnlyList<FileQueue> Files => files;

    /// <summary>Passes an event on.</summary>
    public void Emit(LogEvent logEvent) => events.Write(logEvent);

    /// <summary>Takes no more events; those that wait are still written.</summary>
    public void End()
    {
        foreach (FileQueue file in files)
        {
            file.End();
        }
    }

    /// <summary>Waits until all is written; for those that hang only a moment.</summary>
    public void WaitForEnd()
    {
        long start = Stopwatch.GetTimestamp();
        foreach (FileQueue file in files)
        {
            TimeSpan left = OwnThread.EndLimit - Stopwatch.GetElapsedTime(start);
            file.WaitForEnd(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }
}
