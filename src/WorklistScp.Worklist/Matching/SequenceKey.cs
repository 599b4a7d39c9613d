namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Sequence matching (PS3.4 C.2.2.2.6): one item of the entry must match every key of the query's item.
/// </summary>
internal sealed class SequenceKey(DicomTag tag, MatchingKey[] keys) : MatchingKey(tag)
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names =>
        keys.SelectMany(key => key.Names).Select(name => $"{KeyName.Of(Tag)}.{name}");

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

    /// <summary>Says why the item that fulfils most of the first keys does not fulfil the next one.</summary>
    public override KeyMismatch Explain(DicomDataset query, DicomDataset level)
    {
        IReadOnlyList<DicomDataset> items =
            level.TryGetSequence(Tag, out DicomSequence? held) && !held.IsEmpty ? held.Items : [[]];
        DicomDataset closest = items.MaxBy(FirstFailure)!;
        DicomDataset asked = query.TryGetSequence(Tag, out DicomSequence? keysOfItem) ? keysOfItem.Items[0] : [];
        return keys[FirstFailure(closest)].Explain(asked, closest).In(Tag);
    }

    private int FirstFailure(DicomDataset item) => Array.FindIndex(keys, key => !key.Matches(item));
}
