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

    // An index that leaves more than every so manyth entry saves less than putting its positions in order costs.
    private const int WorthwhileShare = 8;

    private readonly WorklistEntry[] _entries;
    private readonly Lazy<TermIndex>[] _indexes;

    /// <summary>Makes a table.</summary>
    /// <param name="entries">Entries with one start at most, in the order of responses.</param>
    public EntryTable(WorklistEntry[] entries)
    {
        _entries = entries;
        _indexes = [.. IndexedKey.All.Select(key => new Lazy<TermIndex>(() => TermIndex.Of(entries, key)))];
    }

    /// <summary>The number of entries.</summary>
    public int Count => _entries.Length;

    /// <summary>The entry at a position.</summary>
    public WorklistEntry this[int position] => _entries[position];

    /// <summary>The position of an entry; negative if it is not in the table.</summary>
    public int PositionOf(WorklistEntry entry)
    {
        int position = Array.BinarySearch(_entries, entry, EntryOrder.Instance);
        return position >= 0 && _entries[position] == entry ? position : -1;
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

    // The terms of the key with the fewest; null: going through the range is as good.
    private List<ReadOnlyMemory<ulong>>? FewestTerms(CandidateSearch search, int from, int to)
    {
        List<ReadOnlyMemory<ulong>>? fewest = null;
        int length = to - from;
        foreach ((IndexedKey key, StringValues values) in search.Terms)
        {
            if (length <= FewEntries)
            {
                break;
            }

            TermIndex index = _indexes[key.Number].Value;
            List<ReadOnlyMemory<ulong>> found = [.. values.Distinct().Select(value => index.Find(value!, from, to))];
            int count = found.Sum(terms => terms.Length);
            if (count < length && (found.Count == 1 || count < (to - from) / WorthwhileShare))
            {
                fewest = found;
                length = count;
            }
        }

        return fewest;
    }

    private static IEnumerable<int> Positions(List<ReadOnlyMemory<ulong>> terms)
    {
        if (terms.Count > 1)
        {
            // An entry with several values may be there more than once.
            return terms.SelectMany(Positions).Distinct().Order();
        }

        return Positions(terms[0]);
    }

    private static IEnumerable<int> Positions(ReadOnlyMemory<ulong> terms)
    {
        for (var i = 0; i < terms.Length; i++)
        {
            yield return TermIndex.PositionOf(terms.Span[i]);
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
