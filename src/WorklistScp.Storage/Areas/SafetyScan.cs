namespace WorklistScp.Storage.Areas;

/// <summary>
/// When all files of an area are looked at beside the queries, for changes that the system does not tell of: the seldomer,
/// the longer it takes, and not at all while nobody asks. Any thread may call.
/// </summary>
/// <param name="scan">Looks at the files.</param>
/// <param name="time">The clock.</param>
internal sealed class SafetyScan(Func<Task> scan, TimeProvider time) : IDisposable
{
    /// <summary>After so long without a query there is no scan any more.</summary>
    internal static readonly TimeSpan RestAfter = TimeSpan.FromHours(1);

    /// <summary>The time between two scans at least.</summary>
    internal static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(30);

    // A scan takes 0.25 % of a processor, more only where the interval would be longer than the longest: 1 % then.
    private const int Share = 400;
    private const int LargestShare = 100;

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private TimeSpan _interval = ShortestInterval;
    private long _lastScan = time.GetTimestamp();
    private long _lastQuery;
    private bool _isArmed;
    private bool _isDisposed;

    /// <summary>Whether the last scan is so long ago that a query has to wait for one.</summary>
    public bool IsOverdue => time.GetElapsedTime(Interlocked.Read(ref _lastScan)) >= RestAfter;

    /// <summary>There is a query.</summary>
    public void Asked()
    {
        Volatile.Write(ref _lastQuery, time.GetTimestamp());
        if (!Volatile.Read(ref _isArmed))
        {
            Arm();
        }
    }

    /// <summary>All files have been looked at.</summary>
    /// <param name="duration">How long that took.</param>
    public void Done(TimeSpan duration)
    {
        Interlocked.Exchange(ref _lastScan, time.GetTimestamp());
        TimeSpan interval = Later(ShortestInterval, duration * Share);
        _interval = Later(interval < LongestInterval ? interval : LongestInterval, duration * LargestShare);
    }

    /// <summary>Ends the scans.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private void Arm()
    {
        lock (_gate)
        {
            if (_isArmed || _isDisposed)
            {
                return;
            }

            Volatile.Write(ref _isArmed, true);
            _timer ??= time.CreateTimer(_ => _ = RunAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(_interval, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RunAsync()
    {
        bool isOfUse = time.GetElapsedTime(Volatile.Read(ref _lastQuery)) < RestAfter;
        try
        {
            if (isOfUse)
            {
                await scan();
            }
        }
        finally
        {
            Volatile.Write(ref _isArmed, false);
            if (isOfUse)
            {
                Arm();
            }
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
