using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Index;

/// <summary>Where the values of an attribute stand in a table of entries.</summary>
/// <remarks>
/// One number for each value of each entry, the hash code of the value above and the position of the entry below,
/// sorted, each once: so the positions of a value stand together, in order. What has the same hash code by chance is
/// found too; it is a candidate that does not match.
/// </remarks>
internal sealed class TermIndex
{
    private readonly ulong[] _terms;

    private TermIndex(ulong[] terms)
    {
        _terms = terms;
    }

    /// <summary>Makes the index of an attribute.</summary>
    public static TermIndex Of(ReadOnlySpan<WorklistEntry> entries, IndexedKey key)
    {
        var terms = new ulong[entries.Length]; // most have one value
        var count = 0;
        for (var position = 0; position < entries.Length; position++)
        {
            foreach (string? value in key.ValuesOf(entries[position]))
            {
                if (count == terms.Length)
                {
                    Array.Resize(ref terms, count * 2);
                }

                terms[count++] = Term(value!, position);
            }
        }

        return new TermIndex(SortedOnce(terms, count));
    }

    /// <summary>The index of a table that has come of this one's, at the cost of a copy.</summary>
    /// <param name="moved">The new position of each old one; negative: it is no more.</param>
    /// <param name="added">The index of the entries that are new, by their places among themselves.</param>
    /// <param name="places">Their positions in the new table, ascending.</param>
    public TermIndex With(int[] moved, TermIndex added, int[] places)
    {
        var terms = new ulong[_terms.Length + added._terms.Length];
        var count = 0;
        var next = 0;
        foreach (ulong term in _terms)
        {
            if (moved[PositionOf(term)] is >= 0 and var position)
            {
                ulong kept = Moved(term, position);
                for (; next < added._terms.Length && added.MovedAt(next, places) < kept; next++)
                {
                    terms[count++] = added.MovedAt(next, places);
                }

                terms[count++] = kept;
            }
        }

        for (; next < added._terms.Length; next++)
        {
            terms[count++] = added.MovedAt(next, places);
        }

        Array.Resize(ref terms, count);
        return new TermIndex(terms);
    }

    private ulong MovedAt(int index, int[] places) => Moved(_terms[index], places[PositionOf(_terms[index])]);

    private static ulong Moved(ulong term, int position) => (term & ~(ulong)uint.MaxValue) | (uint)position;

    /// <summary>The position that a term of the index ends with.</summary>
    public static int PositionOf(ulong term) => (int)(uint)term;

    /// <summary>
    /// The terms of a value whose positions are from <paramref name="from"/> to before <paramref name="to"/>.
    /// </summary>
    public ReadOnlyMemory<ulong> Find(string value, int from, int to)
    {
        int first = LowerBound(Term(value, from));
        return _terms.AsMemory(first..Math.Max(first, LowerBound(Term(value, to))));
    }

    // An entry may have a value twice, CT\CT, or two of the same hash code.
    private static ulong[] SortedOnce(ulong[] terms, int length)
    {
        Array.Sort(terms, 0, length);
        var count = 0;
        for (var i = 0; i < length; i++)
        {
            if (count == 0 || terms[i] != terms[count - 1])
            {
                terms[count++] = terms[i];
            }
        }

        Array.Resize(ref terms, count);
        return terms;
    }

    private static ulong Term(string value, int position) =>
        ((ulong)(uint)string.GetHashCode(value, StringComparison.Ordinal) << 32) | (uint)position;

    private int LowerBound(ulong term)
    {
        int index = Array.BinarySearch(_terms, term);
        return index < 0 ? ~index : index;
    }
}
