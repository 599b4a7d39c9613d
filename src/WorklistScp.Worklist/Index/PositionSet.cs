namespace WorklistScp.Worklist.Index;

/// <summary>A set of positions in a table. Never changes.</summary>
internal sealed class PositionSet
{
    private const int BitsPerWord = 64;

    private readonly ulong[] _bits;

    private PositionSet(ulong[] bits, int count)
    {
        _bits = bits;
        Count = count;
    }

    /// <summary>No position.</summary>
    public static PositionSet Empty { get; } = new([], 0);

    /// <summary>How many positions it has.</summary>
    public int Count { get; }

    /// <summary>Whether it has a position.</summary>
    public bool Contains(int position)
    {
        int word = position / BitsPerWord;
        return word < _bits.Length && (_bits[word] >> (position % BitsPerWord) & 1) != 0;
    }

    /// <summary>A set with more positions, none of which this one has.</summary>
    /// <param name="positions">The positions.</param>
    /// <param name="tableLength">The length of the table.</param>
    public PositionSet With(IReadOnlyCollection<int> positions, int tableLength)
    {
        if (positions.Count == 0)
        {
            return this;
        }

        var bits = new ulong[(tableLength + BitsPerWord - 1) / BitsPerWord];
        _bits.CopyTo(bits, 0);
        foreach (int position in positions)
        {
            bits[position / BitsPerWord] |= 1UL << (position % BitsPerWord);
        }

        return new PositionSet(bits, Count + positions.Count);
    }
}
