using System.Runtime.InteropServices;

namespace Wlmscp.Daemon;

/// <summary>
/// SIGTERM and SIGINT: the first asks the daemon to end, the second not to wait. SIGHUP: to read its files again.
/// </summary>
internal sealed class DaemonSignals : IDisposable
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _reloading = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Takes the signals, none of which ends the process from now on.</summary>
    public DaemonSignals()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTermination),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnTermination),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangup),
        ];
    }

    /// <summary>What SIGHUP does; null: nothing, as long as there is nothing to read again.</summary>
    public Action? Reload { get; set; }

    /// <summary>Ends with the first signal to end.</summary>
    public Task First => _first.Task;

    /// <summary>Ends with the second signal to end.</summary>
    public Task Second => _second.Task;

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void OnTermination(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_first.TrySetResult())
        {
            _second.TrySetResult();
        }
    }

    private void OnHangup(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_reloading)
        {
            Reload?.Invoke();
        }
    }
}
