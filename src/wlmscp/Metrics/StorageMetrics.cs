using System.Diagnostics.Metrics;
using WorklistScp.Storage;

namespace Wlmscp.Metrics;

/// <summary>Times of what storage areas wait for.</summary>
internal sealed class StorageMetrics : IStorageObserver
{
    private static readonly KeyValuePair<string, object?> Shared = Label.Of("lock", "shared");
    private static readonly KeyValuePair<string, object?> Exclusive = Label.Of("lock", "exclusive");

    private readonly Histogram<double> _refreshes;
    private readonly Histogram<double> _waits;

    /// <summary>Makes the instruments.</summary>
    public StorageMetrics(Meter meter)
    {
        _refreshes = meter.CreateHistogram(
            "wlmscp_refresh_duration_seconds", null, "Time to bring what is known of a storage area's files up to date.",
            tags: null, Buckets.OfSeconds);
        _waits = meter.CreateHistogram(
            "wlmscp_lock_wait_seconds", null, "Time that the lock of a storage area was waited for, in vain too.", tags: null,
            Buckets.OfSeconds);
    }

    /// <inheritdoc/>
    public void OnRefreshed(TimeSpan duration) => _refreshes.Record(duration.TotalSeconds);

    /// <inheritdoc/>
    public void OnLockWaited(TimeSpan duration, bool isExclusive) =>
        _waits.Record(duration.TotalSeconds, isExclusive ? Exclusive : Shared);
}
