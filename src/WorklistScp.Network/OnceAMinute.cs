namespace WorklistScp.Network;

/// <summary>
/// Keeps peers from filling the log: of a line that they can cause as often as they like, one a minute is written. Any
/// thread may call.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class OnceAMinute(TimeProvider time)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _saidAt;

    /// <summary>Whether to write the line now; then it is not to be written again for a minute.</summary>
    public bool IsDue()
    {
        lock (_lock)
        {
            if (_saidAt is { } saidAt && time.GetElapsedTime(saidAt) < Silence)
            {
                return false;
            }

            _saidAt = time.GetTimestamp();
            return true;
        }
    }
}
