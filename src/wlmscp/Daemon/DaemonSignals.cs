using System.Runtime.InteropServices;

namespace Wlmscp.Daemon;

/// <summary>
/// SIGTERM and SIGINT: before the daemon serves they end the process, whatever that waits for. Then the first asks the
/// daemon to end, the second not to wait. SIGHUP: to read its files again.
/// </summary>
internal sealed class DaemonSignals : IDisposable
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Action? _reload;
    private bool _serves;
    private int _hangups;

    /// <summary>Takes the signals.</summary>
    public DaemonSignals()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTermination),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnTermination),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangup),
        ];
    }

    /// <summary>
    /// What is left to do when a signal ends the process before the daemon serves. It must not wait for what the process
    /// may be waiting for.
    /// </summary>
    public Action? CleanUp { get; set; }

    /// <summary>Ends with the first signal to end.</summary>
    public Task First => _first.Task;

    /// <summary>Ends with the second signal to end.</summary>
    public Task Second => _second.Task;

    /// <summary>From now on signals are left to the daemon.</summary>
    /// <param name="reload">What SIGHUP does. It may hang: a thread of its own runs it, never twice at a time.</param>
    public void Serve(Action reload)
    {
        lock (_gate)
        {
            _reload = reload;
            _serves = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void OnTermination(PosixSignalContext context)
    {
        lock (_gate)
        {
            if (!_serves)
            {
                CleanUp?.Invoke();
                return; // and the system ends the process, as if the signal had not been taken
            }
        }

        context.Cancel = true;
        if (!_first.TrySetResult())
        {
            _second.TrySetResult();
        }
    }

    private void OnHangup(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_reload is { } reload && Interlocked.Increment(ref _hangups) == 1)
        {
            OwnThread.Start("reload", () => Reload(reload));
        }
    }

    // Of signals that come meanwhile, one is enough.
    private void Reload(Action reload)
    {
        int done;
        do
        {
            done = Volatile.Read(ref _hangups);
            reload();
        }
        while (Interlocked.CompareExchange(ref _hangups, 0, done) != done);
    }
}
