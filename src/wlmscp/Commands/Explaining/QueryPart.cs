using WorklistScp.Worklist.Matching;

namespace Wlmscp.Commands.Explaining;

/// <summary>Finds keys in an identifier.</summary>
internal static class QueryPart
{
    /// <summary>The identifier, or the item of it, that holds a key.</summary>
    public static DicomDataset Holding(DicomDataset identifier, KeyMismatch key)
    {
        DicomDataset level = identifier;
        foreach (DicomTag tag in key.Path.SkipLast(1))
        {
            level = level.TryGetSequence(tag, out DicomSequence? sequence) ? sequence.Items[0] : [];
        }

        return level;
    }

    /// <summary>A copy of the identifier without a key, and without the time that is combined with it.</summary>
    public static DicomDataset Without(DicomDataset identifier, KeyMismatch key)
    {
        DicomDataset copy = identifier.Clone();
        DicomDataset level = Holding(copy, key);
        level.Remove(key.Path[^1]);
        if (key.Time is { } time)
        {
            level.Remove(time);
        }

        return copy;
    }
}
