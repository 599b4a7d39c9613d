namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Sequence matching (PS3.4 C.2.2.2.6): one item of the entry must match every key of the query's item.
/// </summary>
internal sealed class SequenceKey(DicomTag tag, MatchingKey[] keys) : MatchingKey(tag)
{
    /// <inheritdoc/>
    public override bool Matches(DicomDataset level)
    {
        if (!level.TryGetSequence(Tag, out DicomSequence? sequence))
        {
            return false;
        }

        foreach (DicomDataset item in sequence.Items)
        {
            if (Array.TrueForAll(keys, key => key.Matches(item)))
            {
                return true;
            }
        }

        return false;
    }
}
