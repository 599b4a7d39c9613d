using Serilog.Core;
using Serilog.Events;

namespace Wlmscp.Logging;

/// <summary>Passes events on to what can be exchanged while the program runs; none is lost meanwhile.</summary>
internal sealed class SwitchableSink(OpenSinks target) : ILogEventSink, IDisposable
{
    private readonly Lock _gate = new();
    private OpenSinks _target = target;

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            _target.Emit(logEvent);
        }
    }

    /// <summary>Passes on to something else; gets what was passed on to before, which then ends.</summary>
    public void Switch(Func<OpenSinks, OpenSinks> open)
    {
        lock (_gate)
        {
            OpenSinks former = _target;
            _target = open(former);
            former.End();
        }
    }

    /// <summary>Has all be written, unless that hangs.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _target.End();
            _target.WaitForEnd();
        }
    }
}
