using System.Runtime.InteropServices;

namespace Wlmscp.Daemon;

/// <summary>SIGTERM and SIGINT: the first asks the daemon to end, the second not to wait.</summary>
internal sealed class TerminationSignals : IDisposable
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    public TerminationSignals()
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
    }

    /// <summary>Ends with the first signal.</summary>
    public Task First => _first.Task;

    /// <summary>Ends with the second signal.</summary>
    public Task Second => _second.Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_first.TrySetResult())
        {
            _second.TrySetResult();
        }
    }
}
