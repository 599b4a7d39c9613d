using System.Diagnostics.CodeAnalysis;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Storage.Areas;

/// <summary>
/// Entries of a snapshot, one after the other, for somebody who may take long over it: meanwhile it keeps memory that
/// the area itself has done with. It is ended early where that becomes too much.
/// </summary>
public sealed class EntryReader : ISnapshotHolder, IDisposable
{
    private readonly SnapshotHolders _all;
    private readonly long _replaced;
    private IEnumerator<WorklistEntry>? _entries;

    internal EntryReader(SnapshotHolders all, WorklistSnapshot snapshot, IEnumerable<WorklistEntry> entries)
    {
        _all = all;
        _entries = entries.GetEnumerator();
        _replaced = snapshot.Replaced;
    }

    /// <summary>Whether the area has changed so much that there are no more entries, though not all were read.</summary>
    public bool IsOutdated { get; private set; }

    long ISnapshotHolder.Replaced => _replaced;

    int ISnapshotHolder.Divisor => 1;

    /// <summary>Reads the next entry; false when there is no more.</summary>
    public bool TryRead([NotNullWhen(true)] out WorklistEntry? entry)
    {
        IEnumerator<WorklistEntry>? entries = Volatile.Read(ref _entries);
        entry = entries is not null && entries.MoveNext() ? entries.Current : null;
        return entry is not null;
    }

    /// <summary>Has it give these entries from now on, unless it was ended early.</summary>
    /// <param name="entries">Entries that it has given; nobody else is to keep them.</param>
    public void GoOn(IEnumerable<WorklistEntry> entries)
    {
        IEnumerator<WorklistEntry>? before = Volatile.Read(ref _entries);
        if (before is not null)
        {
            Interlocked.CompareExchange(ref _entries, entries.GetEnumerator(), before);
        }
    }

    /// <summary>Ends the reading.</summary>
    public void Dispose()
    {
        _all.Remove(this);
        Volatile.Write(ref _entries, null);
    }

    void ISnapshotHolder.Outdate()
    {
        IsOutdated = true;
        Volatile.Write(ref _entries, null);
    }
}
