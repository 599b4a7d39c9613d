using System.Runtime.CompilerServices;

namespace WorklistScp.Storage.Areas;

/// <summary>
/// What was read of an area for askers that are content with it for some time: one snapshot of each, as long as there is
/// the asker. Any thread may call.
/// </summary>
/// <param name="holders">Who else keeps memory of the area.</param>
/// <param name="time">The clock.</param>
internal sealed class SnapshotMemory(SnapshotHolders holders, TimeProvider time) : IDisposable
{
    private readonly ConditionalWeakTable<object, KeptSnapshot> _kept = [];

    /// <summary>What an asker has read, and how long ago; null: nothing that counts any more.</summary>
    public (AreaSnapshot Snapshot, TimeSpan Age)? Recall(object asker) =>
        _kept.TryGetValue(asker, out KeptSnapshot? kept) ? kept.Take() : null;

    /// <summary>Keeps what an asker has read now, in place of what it had read before.</summary>
    public void Keep(object asker, AreaSnapshot snapshot, TimeSpan limit)
    {
        var now = new KeptSnapshot(holders, snapshot, limit, time);
        KeptSnapshot? before;
        lock (_kept)
        {
            _kept.TryGetValue(asker, out before);
            _kept.AddOrUpdate(asker, now);
        }

        before?.Dispose();
    }

    /// <summary>Forgets all.</summary>
    public void Dispose()
    {
        foreach ((_, KeptSnapshot kept) in _kept)
        {
            kept.Dispose();
        }
    }
}
