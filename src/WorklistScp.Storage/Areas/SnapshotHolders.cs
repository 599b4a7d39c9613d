using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Storage.Areas;

/// <summary>
/// Who reads entries of an area now, or keeps a snapshot of it. What they keep in memory of earlier snapshots is bounded:
/// a peer that does not take its answer must not hold a list for each that was since. Any thread may call.
/// </summary>
internal sealed class SnapshotHolders
{
    // They may keep as much as the area has itself, and this at least.
    private const long LeastKept = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly LinkedList<ISnapshotHolder> _holders = []; // the one with the oldest snapshot first

    /// <summary>Begins to read entries of a snapshot.</summary>
    public EntryReader Read(WorklistSnapshot snapshot, IEnumerable<WorklistEntry> entries)
    {
        var reader = new EntryReader(this, snapshot, entries);
        Add(reader);
        return reader;
    }

    /// <summary>Somebody begins to keep a snapshot.</summary>
    public void Add(ISnapshotHolder holder)
    {
        lock (_gate)
        {
            LinkedListNode<ISnapshotHolder>? before = _holders.Last;
            while (before is not null && before.Value.Replaced > holder.Replaced)
            {
                before = before.Previous;
            }

            if (before is null)
            {
                _holders.AddFirst(holder);
            }
            else
            {
                _holders.AddAfter(before, holder);
            }
        }
    }

    /// <summary>Somebody keeps nothing any more.</summary>
    public void Remove(ISnapshotHolder holder)
    {
        lock (_gate)
        {
            _holders.Remove(holder);
        }
    }

    /// <summary>Ends those that keep too much beside the snapshot that the area has now.</summary>
    public void Limit(WorklistSnapshot current)
    {
        long most = Math.Max(LeastKept, current.Size);
        lock (_gate)
        {
            LinkedListNode<ISnapshotHolder>? next = _holders.First;
            while (next is { Value: { } oldest } node && current.Replaced > oldest.Replaced)
            {
                next = node.Next;
                if (current.Replaced - oldest.Replaced > most / oldest.Divisor)
                {
                    oldest.Outdate();
                    _holders.Remove(node);
                }
            }
        }
    }
}
