namespace WorklistScp.Storage.Areas;

/// <summary>A snapshot that is kept for some time, unless its area changes too much meanwhile. Any thread may ask.</summary>
internal sealed class KeptSnapshot : ISnapshotHolder, IDisposable
{
    private readonly SnapshotHolders _all;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly long _start;
    private readonly ITimer _end;
    private AreaSnapshot? _snapshot;

    /// <summary>Keeps a snapshot.</summary>
    /// <param name="all">Who else keeps memory of the area.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="limit">For how long.</param>
    /// <param name="time">The clock.</param>
    public KeptSnapshot(SnapshotHolders all, AreaSnapshot snapshot, TimeSpan limit, TimeProvider time)
    {
        (_all, _snapshot, _limit, _time) = (all, snapshot, limit, time);
        Replaced = snapshot.Worklist.Replaced;
        _start = time.GetTimestamp();
        all.Add(this);
        _end = time.CreateTimer(_ => Dispose(), null, limit, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public long Replaced { get; }

    /// <inheritdoc/>
    public int Divisor => 2;

    /// <summary>The snapshot, and how long it is kept; null: no longer.</summary>
    public (AreaSnapshot Snapshot, TimeSpan Age)? Take()
    {
        TimeSpan age = _time.GetElapsedTime(_start);
        return age < _limit && Volatile.Read(ref _snapshot) is { } snapshot ? (snapshot, age) : null;
    }

    /// <inheritdoc/>
    public void Outdate() => Volatile.Write(ref _snapshot, null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _end?.Dispose(); // the time may be over before there is a timer to name
        _all.Remove(this);
        Outdate();
    }
}
