using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Index;

/// <summary>
/// Entries in the order of responses, which is that of start dates too, and indexes of what else queries ask for.
/// Never changes; the indexes are made when first needed.
/// </summary>
internal sealed class EntryTable
{
    // So few are looked at sooner than an index is made.
    private const int FewEntries = 64;

    // An index that leaves more than every so manyth entry saves less than putting the positions of several values in
    // order costs.
    private const int WorthwhileShare = 2;

    private readonly WorklistEntry[] _entries;
    private readonly Lazy<TermIndex>[] _indexes;

    /// <summary>Makes a table.</summary>
    /// <param name="entries">Entries with one start at most, in the order of responses.</param>
    public EntryTable(WorklistEntry[] entries)
        : this(entries, [.. IndexedKey.All.Select(key => new Lazy<TermIndex>(() => TermIndex.Of(entries, key)))])
    {
    }

    private EntryTable(WorklistEntry[] entries, Lazy<TermIndex>[] indexes)
    {
        _entries = entries;
        _indexes = indexes;
    }

    /// <summary>The number of entries.</summary>
    public int Count => _entries.Length;

    /// <summary>The entry at a position.</summary>
    public WorklistEntry this[int position] => _entries[position];

    /// <summary>
    /// A table with some entries in place of others, at the cost of a copy: what is in order is not put in order again.
    /// </summary>
    /// <param name="removed">The positions of those that it does not have.</param>
    /// <param name="added">Those that it has besides, with one start at most, in the order of responses.</param>
    public EntryTable With(PositionSet removed, WorklistEntry[] added)
    {
        var entries = new WorklistEntry[_entries.Length - removed.Count + added.Length];
        var moved = new int[_entries.Length];
        var places = new int[added.Length];
        var count = 0;
        var next = 0;
        for (var position = 0; position < _entries.Length; position++)
        {
            if (removed.Contains(position))
            {
                moved[position] = -1;
                continue;
            }

            while (next < added.Length && EntryOrder.Instance.Compare(added[next], _entries[position]) < 0)
            {
                Add(next++);
            }

            moved[position] = count;
            entries[count++] = _entries[position];
        }

        while (next < added.Length)
        {
            Add(next++);
        }

        return new EntryTable(entries, [.. IndexedKey.All.Select(key => IndexOf(key))]);

        void Add(int number)
        {
            places[number] = count;
            entries[count++] = added[number];
        }

        Lazy<TermIndex> IndexOf(IndexedKey key) => _indexes[key.Number] is { IsValueCreated: true } known
            ? new Lazy<TermIndex>(known.Value.With(moved, TermIndex.Of(added, key), places))
            : new Lazy<TermIndex>(() => TermIndex.Of(entries, key));
    }

    /// <summary>The position of an entry; negative if it is not in the table.</summary>
    public int PositionOf(WorklistEntry entry)
    {
        int position = Array.BinarySearch(_entries, entry, EntryOrder.Instance);
        return position >= 0 && _entries[position] == entry ? position : -1;
    }

    /// <summary>Makes the indexes now rather than when they are first needed.</summary>
    public void PrepareIndexes()
    {
        foreach (Lazy<TermIndex> index in _indexes)
        {
            _ = index.Value;
        }
    }

    /// <summary>The positions of all entries that can match, in order.</summary>
    public IEnumerable<int> Find(CandidateSearch search)
    {
        int from = search.First == long.MinValue ? 0 : FirstFrom(search.First);
        int to = search.Last == long.MaxValue ? Count : FirstFrom(search.Last + 1);
        return FewestTerms(search, from, to) is { } terms
            ? Positions(terms)
            : Enumerable.Range(from, Math.Max(0, to - from));
    }

    // The terms of the key with the fewest, those of one value after the other; null: the range is as good.
    private ReadOnlyMemory<ulong>[]? FewestTerms(CandidateSearch search, int from, int to)
    {
        ReadOnlyMemory<ulong>[]? fewest = null;
        int length = to - from;
        foreach ((IndexedKey key, StringValues values) in search.Terms)
        {
            if (length <= FewEntries)
            {
                break;
            }

            TermIndex index = _indexes[key.Number].Value;
            ReadOnlyMemory<ulong>[] found =
                Array.ConvertAll(values.ToArray(), value => index.Find(value!, from, to));
            int count = found.Sum(terms => terms.Length);
            if (count < (found.Length == 1 ? length : Math.Min(length, (to - from) / WorthwhileShare)))
            {
                fewest = found;
                length = count;
            }
        }

        return fewest;
    }

    private static IEnumerable<int> Positions(ReadOnlyMemory<ulong>[] terms)
    {
        if (terms.Length == 1)
        {
            return Positions(terms[0]);
        }

        // An entry with several values may be there more than once.
        int[] positions = [.. terms.SelectMany(Positions)];
        Array.Sort(positions);
        return Distinct(positions);
    }

    private static IEnumerable<int> Positions(ReadOnlyMemory<ulong> terms)
    {
        for (var i = 0; i < terms.Length; i++)
        {
            yield return TermIndex.PositionOf(terms.Span[i]);
        }
    }

    private static IEnumerable<int> Distinct(int[] sorted)
    {
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                yield return sorted[i];
            }
        }
    }

    // The position of the first entry that starts at this moment or later.
    private int FirstFrom(long ticks)
    {
        var low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _entries[middle].Start.Ticks < ticks ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
