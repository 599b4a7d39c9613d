using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Wlmscp.Logging;

/// <summary>
/// A log file, or several that follow one another, with a thread of its own that opens, writes and closes. Where it
/// hangs, events are dropped, and counted; nobody waits.
/// </summary>
internal sealed class FileQueue : ILogEventSink
{
    private const long MaxWaiting = 16 * 1024 * 1024;
    private const int SizeOfOther = 32; // of a value that is no text

    private readonly BoundedQueue<LogEvent> _queue = new(MaxWaiting, isAwaited: false);
    private readonly Func<Logger> _open;
    private readonly Thread _thread;
    private FileQueue[] _former;

    /// <summary>Starts the thread.</summary>
    /// <param name="path">The file, as it was configured.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="former">What writes to it until now: two at a time would keep each other out.</param>
    public FileQueue(string path, Func<Logger> open, IEnumerable<FileQueue> former)
    {
        Path = path;
        _open = open;
        _former = [.. former];
        _thread = OwnThread.Start("log file", Run);
    }

    /// <summary>The file, as it was configured.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent) => _queue.TryAdd(logEvent, SizeOf(logEvent));

    /// <summary>Takes no more events; those that wait are still written.</summary>
    public void End() => _queue.End();

    /// <summary>Waits for the end.</summary>
    public void WaitForEnd(TimeSpan limit) => _thread.Join(limit);

    // The values of an event are text by now, or numbers: all else was made text when the event was.
    private static long SizeOf(LogEvent logEvent)
    {
        long size = logEvent.Exception?.Message.Length ?? 0;
        foreach (LogEventPropertyValue value in logEvent.Properties.Values)
        {
            size += value is ScalarValue { Value: string text } ? text.Length * sizeof(char) : SizeOfOther;
        }

        return size;
    }

    private void Run()
    {
        foreach (FileQueue one in _former)
        {
            one._thread.Join();
        }

        _former = [];
        Logger file = _open();
        while (_queue.Take(out IReadOnlyList<LogEvent> events, out long dropped))
        {
            foreach (LogEvent one in events)
            {
                file.Write(one);
            }

            if (dropped > 0)
            {
                file.Write(LossEvent.Of(dropped, Path));
            }
        }

        Close(file);
    }

    // Closing writes what is pending. Where the disk is full that fails, and the daemon goes on, or ends as it should.
    private static void Close(Logger file)
    {
        try
        {
            file.Dispose();
        }
        catch (IOException e)
        {
            SelfLog.WriteLine("Cannot write the end of the log: {0}", e.Message);
        }
    }
}
