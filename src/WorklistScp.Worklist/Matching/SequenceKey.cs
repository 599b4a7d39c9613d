using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Sequence matching (PS3.4 C.2.2.2.6): one item of the entry must match every key of the query's item.
/// </summary>
internal sealed class SequenceKey(DicomTag tag, MatchingKey[] keys) : MatchingKey(tag)
{
    private const int StepsOfItem = 5;

    /// <summary>Whether no item is needed: no key of the item needs a value.</summary>
    public override bool MatchesAbsence => Array.TrueForAll(keys, key => key.MatchesAbsence);

    /// <inheritdoc/>
    public override IEnumerable<string> Names =>
        keys.SelectMany(key => key.Names).Select(name => $"{KeyName.Of(Tag)}.{name}");

    /// <inheritdoc/>
    public override int NameCount => keys.Sum(key => key.NameCount);

    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        if (Tag == DicomTag.ScheduledProcedureStepSequence && level.TryGetOnlyStep(out EntryLevel step))
        {
            return FirstFailure(step) < 0;
        }

        var hasItem = false;
        foreach (EntryLevel item in level.ItemsOf(Tag))
        {
            if (!level.Spend(StepsOfItem))
            {
                return false;
            }

            if (FirstFailure(item) < 0)
            {
                return true;
            }

            hasItem = true;
        }

        return !hasItem && MatchesAbsence;
    }

    /// <inheritdoc/>
    public override void Narrow(CandidateSearch search, bool isStep)
    {
        if (Tag == DicomTag.ScheduledProcedureStepSequence)
        {
            foreach (MatchingKey key in keys)
            {
                key.Narrow(search, isStep: true);
            }
        }
    }

    /// <summary>Says why the item that fulfils most of the first keys does not fulfil the next one.</summary>
    public override KeyMismatch Explain(DicomDataset query, EntryLevel level)
    {
        EntryLevel closest = default;
        int failure = -1;
        foreach (EntryLevel item in level.ItemsOf(Tag))
        {
            int failed = FirstFailure(item);
            if (failed > failure)
            {
                failure = failed;
                closest = item;
            }
        }

        MatchingKey failing = failure >= 0 ? keys[failure] : FailuresWithoutItem()[0];
        return failing.Explain(ItemOf(query), closest).In(Tag);
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyMismatch> Describe(DicomDataset query) =>
        keys.SelectMany(key => key.Describe(ItemOf(query))).Select(asked => asked.In(Tag));

    /// <summary>Says it of the item that fails the fewest keys.</summary>
    public override void ExplainAll(DicomDataset query, EntryLevel level, List<KeyMismatch> all)
    {
        EntryLevel closest = default;
        MatchingKey[] fewest = FailuresWithoutItem();
        var hasItem = false;
        foreach (EntryLevel item in level.ItemsOf(Tag))
        {
            MatchingKey[] failed = Failures(item);
            if (!hasItem || failed.Length < fewest.Length)
            {
                closest = item;
                fewest = failed;
                hasItem = true;
            }
        }

        var inItem = new List<KeyMismatch>();
        foreach (MatchingKey key in fewest)
        {
            key.ExplainAll(ItemOf(query), closest, inItem);
        }

        all.AddRange(inItem.Select(mismatch => mismatch.In(Tag)));
    }

    private DicomDataset ItemOf(DicomDataset query) =>
        query.TryGetSequence(Tag, out DicomSequence? keysOfItem) ? keysOfItem.Items[0] : [];

    private MatchingKey[] FailuresWithoutItem() => Array.FindAll(keys, key => !key.MatchesAbsence);

    private MatchingKey[] Failures(EntryLevel item)
    {
        var failed = new List<MatchingKey>();
        foreach (MatchingKey key in keys)
        {
            if (!key.Matches(item))
            {
                failed.Add(key);
            }
        }

        return [.. failed];
    }

    // -1: the item matches
    private int FirstFailure(EntryLevel item)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (!keys[i].Matches(item))
            {
                return i;
            }
        }

        return -1;
    }
}
