namespace Wlmscp;

/// <summary>
/// Waiting for a thread that writes: as long as it comes on, but not for one that hangs. Any thread may call.
/// </summary>
/// <param name="limit">How long it may take before it is taken to hang.</param>
internal sealed class HangGuard(TimeSpan limit)
{
    private volatile bool _hangs;
    private volatile int _written;

    /// <summary>The thread, of which there is one, has written something.</summary>
    public void ComesOn()
    {
        _written++;
        _hangs = false;
    }

    /// <summary>Waits until something is written; not at all as long as the thread hangs.</summary>
    /// <returns>Whether it was; null: that is not known, the thread hangs.</returns>
    public async ValueTask<bool?> WaitAsync(Task<bool> written, CancellationToken cancellationToken)
    {
        if (_hangs && !written.IsCompleted)
        {
            return null;
        }

        int before = _written;
        try
        {
            return await written.WaitAsync(limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            _hangs = _written == before;
            return null;
        }
    }
}
