namespace WorklistScp.Worklist.Matching;

/// <summary>A key of a query with a value: what an entry must have to match (PS3.4 C.2.2.2).</summary>
/// <param name="tag">The attribute; of a combined key, the first.</param>
internal abstract class MatchingKey(DicomTag tag)
{
    /// <summary>The attribute.</summary>
    public DicomTag Tag { get; } = tag;

    /// <summary>Whether a data set, the entry or an item of it, has what the key asks for.</summary>
    public abstract bool Matches(DicomDataset level);
}
