using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Storage.Areas;

/// <summary>
/// Who reads entries of an area now. What they keep in memory of earlier snapshots is bounded: a peer that does not
/// take its answer must not hold a list for each that was since. Any thread may call.
/// </summary>
internal sealed class EntryReaders
{
    // They may keep as much as the area has itself, and this at least.
    private const long LeastKept = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly LinkedList<EntryReader> _readers = []; // the one with the oldest snapshot first

    /// <summary>Begins to read entries of a snapshot.</summary>
    public EntryReader Add(WorklistSnapshot snapshot, IEnumerable<WorklistEntry> entries)
    {
        var reader = new EntryReader(this, snapshot, entries);
        lock (_gate)
        {
            LinkedListNode<EntryReader>? before = _readers.Last;
            while (before is not null && before.Value.Replaced > reader.Replaced)
            {
                before = before.Previous;
            }

            if (before is null)
            {
                _readers.AddFirst(reader);
            }
            else
            {
                _readers.AddAfter(before, reader);
            }
        }

        return reader;
    }

    /// <summary>A reader has ended.</summary>
    public void Remove(EntryReader reader)
    {
        lock (_gate)
        {
            _readers.Remove(reader);
        }
    }

    /// <summary>Ends those that keep too much beside the snapshot that the area has now.</summary>
    public void Limit(WorklistSnapshot current)
    {
        lock (_gate)
        {
            while (_readers.First is { } oldest
                && current.Replaced - oldest.Value.Replaced > Math.Max(LeastKept, current.Size))
            {
                oldest.Value.Outdate();
                _readers.RemoveFirst();
            }
        }
    }
}
