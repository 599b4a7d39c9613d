using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Index;

/// <summary>
/// The entries of a storage area at one moment, in the order of responses: by start date and time, then file name.
/// Never changes.
/// </summary>
/// <remarks>
/// A large table with indexes, made from time to time, and a few loose entries that came since then and are looked at
/// by every query: so a file that changes costs no more than that.
/// </remarks>
public sealed class WorklistSnapshot
{
    private const int LeastChanges = 64;
    private const int ChangesShare = 64;

    // What a place in the table and in its indexes takes, in bytes.
    private const int PlaceSize = 64;

    // A table of so many is made anew, with all its indexes, within milliseconds.
    private const int FewEntries = 4096;

    // A table of so many is copied, with all its indexes, within a millisecond.
    private const int QuickEntries = 32 * 1024;

    // What changes more than every so manyth entry is put in order anew.
    private const int CopyShare = 4;

    private readonly EntryTable _table;
    private readonly PositionSet _removed;
    private readonly WorklistEntry[] _loose;
    private readonly int _changesLeft;

    private WorklistSnapshot(
        EntryTable table, PositionSet removed, WorklistEntry[] loose, int changesLeft, long size, long replaced)
    {
        _table = table;
        _removed = removed;
        _loose = loose;
        _changesLeft = changesLeft;
        Size = size;
        Replaced = replaced;
    }

    /// <summary>The number of entries.</summary>
    public int Count => _table.Count - _removed.Count + _loose.Length;

    /// <summary>About how many bytes of memory it takes.</summary>
    public long Size { get; }

    /// <summary>
    /// About how many bytes the snapshots that it came of took, from the first on, that are not in it: what is more than
    /// in one of those is kept only by who still uses that one.
    /// </summary>
    public long Replaced { get; }

    /// <summary>All entries, in the order of the responses.</summary>
    public IEnumerable<WorklistEntry> Entries => Merge(Enumerable.Range(0, _table.Count));

    /// <summary>
    /// The entries that may match a query, in the order of the responses: all that do are among them.
    /// </summary>
    /// <param name="search">What the query says of them.</param>
    public IEnumerable<WorklistEntry> Find(CandidateSearch search) => Merge(_table.Find(search));

    /// <summary>Makes indexes that take long now rather than for the first query that wants them.</summary>
    public void PrepareIndexes()
    {
        if (_table.Count > FewEntries)
        {
            _table.PrepareIndexes();
        }
    }

    /// <summary>Whether <see cref="With"/> takes no long time.</summary>
    /// <param name="changes">How many entries it removes and adds at most.</param>
    public bool IsQuickWith(int changes) => changes <= _changesLeft || _table.Count <= QuickEntries;

    /// <summary>Makes a snapshot of entries in any order.</summary>
    public static WorklistSnapshot Of(IEnumerable<WorklistEntry> entries) => Of(entries, replaced: 0);

    /// <summary>Makes a snapshot with some entries in place of others.</summary>
    /// <param name="removed">Entries of this snapshot that the new one does not have.</param>
    /// <param name="added">Entries that it has besides.</param>
    public WorklistSnapshot With(IReadOnlyCollection<WorklistEntry> removed, IReadOnlyCollection<WorklistEntry> added)
    {
        int changes = removed.Count + added.Count;
        long replaced = Replaced + SizeOf(removed);
        var gone = new HashSet<WorklistEntry>(removed);
        if (changes > _changesLeft && changes > Count / CopyShare)
        {
            return Of(
                Entries.Where(entry => !gone.Contains(entry)).Concat(added),
                replaced + ((long)_table.Count * PlaceSize));
        }

        PositionSet without =
            _removed.With([.. removed.Select(_table.PositionOf).Where(position => position >= 0)], _table.Count);
        WorklistEntry[] loose = [.. _loose.Where(entry => !gone.Contains(entry)), .. added];
        Array.Sort(loose, EntryOrder.Instance);
        long size = Size - SizeOf(removed) + SizeOf(added);
        return changes > _changesLeft
            ? Copy(without, loose, size, replaced)
            : new WorklistSnapshot(_table, without, loose, _changesLeft - changes, size, replaced);
    }

    private WorklistSnapshot Copy(PositionSet removed, WorklistEntry[] loose, long size, long replaced)
    {
        EntryTable table = _table.With(removed, Array.FindAll(loose, entry => entry.Start.IsOnly));
        return new WorklistSnapshot(
            table, PositionSet.Empty, Array.FindAll(loose, entry => !entry.Start.IsOnly),
            LeastChanges + (table.Count / ChangesShare), size + ((long)(table.Count - _table.Count) * PlaceSize),
            replaced + ((long)_table.Count * PlaceSize));
    }

    // An entry with several starts has no place in a table that is ordered by them: it is loose for ever.
    private static WorklistSnapshot Of(IEnumerable<WorklistEntry> entries, long replaced)
    {
        WorklistEntry[] sorted = [.. entries];
        Array.Sort(sorted, EntryOrder.Instance);
        WorklistEntry[] loose = Array.FindAll(sorted, entry => !entry.Start.IsOnly);
        var table = new EntryTable(loose.Length == 0 ? sorted : Array.FindAll(sorted, entry => entry.Start.IsOnly));
        return new WorklistSnapshot(
            table, PositionSet.Empty, loose, LeastChanges + (table.Count / ChangesShare),
            SizeOf(sorted) + ((long)table.Count * PlaceSize), replaced);
    }

    private static long SizeOf(IReadOnlyCollection<WorklistEntry> entries) => entries.Sum(entry => (long)entry.Size);

    private IEnumerable<WorklistEntry> Merge(IEnumerable<int> positions)
    {
        var next = 0;
        foreach (int position in positions)
        {
            if (_removed.Contains(position))
            {
                continue;
            }

            WorklistEntry entry = _table[position];
            while (next < _loose.Length && EntryOrder.Instance.Compare(_loose[next], entry) < 0)
            {
                yield return _loose[next++];
            }

            yield return entry;
        }

        while (next < _loose.Length)
        {
            yield return _loose[next++];
        }
    }
}
