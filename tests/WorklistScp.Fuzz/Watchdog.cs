using System.Diagnostics;

namespace WorklistScp.Fuzz;

/// <summary>Ends the process when one input takes far too long: what hangs can report nothing itself.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Action<byte[]> _report;
    private readonly Timer _timer;
    private (byte[] Input, long Start)? _current;

    /// <summary>Begins to watch.</summary>
    /// <param name="report">Called, on another thread, with the input that takes too long.</param>
    public Watchdog(Action<byte[]> report)
    {
        _report = report;
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>An input begins.</summary>
    public void Begin(byte[] input)
    {
        lock (_timer)
        {
            _current = (input, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>It has come to its end.</summary>
    public void End()
    {
        lock (_timer)
        {
            _current = null;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_timer)
        {
            if (_current is { } current && Stopwatch.GetElapsedTime(current.Start) > Limit)
            {
                _report(current.Input);
            }
        }
    }
}
