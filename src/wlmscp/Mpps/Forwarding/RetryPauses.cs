namespace Wlmscp.Mpps.Forwarding;

/// <summary>
/// How long to leave in peace what has failed: twice as long each time, 5 minutes at most. One flow at a time uses it.
/// </summary>
/// <param name="first">How long at first.</param>
/// <param name="time">The clock.</param>
internal sealed class RetryPauses(TimeSpan first, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Pause> _pauses = new(StringComparer.Ordinal);

    /// <summary>How long it is until the next one ends; null: there is none.</summary>
    public TimeSpan? Next
    {
        get
        {
            TimeSpan[] rests = [.. _pauses.Values.Select(Rest).Where(rest => rest > TimeSpan.Zero)];
            return rests.Length == 0 ? null : rests.Min();
        }
    }

    /// <summary>Whether something is to be left in peace.</summary>
    public bool IsOn(string what) => _pauses.TryGetValue(what, out Pause pause) && Rest(pause) > TimeSpan.Zero;

    /// <summary>Begins a pause, longer than the last one.</summary>
    /// <returns>Whether it is the first one since it went well.</returns>
    public bool Begin(string what)
    {
        bool isFirst = !_pauses.TryGetValue(what, out Pause last);
        TimeSpan length = isFirst ? first : last.Length * 2;
        _pauses[what] = new Pause(time.GetTimestamp(), length < Longest ? length : Longest);
        return isFirst;
    }

    /// <summary>It went well, or is not there any more.</summary>
    /// <returns>Whether there was a pause.</returns>
    public bool End(string what) => _pauses.Remove(what);

    private TimeSpan Rest(Pause pause) => pause.Length - time.GetElapsedTime(pause.Began);

    private readonly record struct Pause(long Began, TimeSpan Length);
}
