using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Wlmscp.Logging;

/// <summary>Passes events on to what can be exchanged while the program runs; none is lost meanwhile.</summary>
internal sealed class SwitchableSink(Logger target) : ILogEventSink, IDisposable
{
    private readonly Lock _gate = new();
    private Logger _target = target;

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            _target.Write(logEvent);
        }
    }

    /// <summary>Closes what was written to, and opens something else.</summary>
    public void Switch(Func<Logger> open)
    {
        lock (_gate)
        {
            Close(); // first: two writers of one file would keep each other out
            _target = open();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    // Closing writes what is pending. Where the disk is full that fails, and the daemon goes on, or ends as it should.
    private void Close()
    {
        try
        {
            _target.Dispose();
        }
        catch (IOException e)
        {
            SelfLog.WriteLine("Cannot write the end of the log: {0}", e.Message);
        }
    }
}
