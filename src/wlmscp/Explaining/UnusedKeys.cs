using WorklistScp.Worklist.Queries;

namespace Wlmscp.Explaining;

/// <summary>Finds keys that have a value but are never matched: they are none of PS3.4 table K.6-1.</summary>
internal static class UnusedKeys
{
    /// <summary>Their names.</summary>
    public static IEnumerable<string> Find(DicomDataset identifier) => Find(identifier, [], item => item);

    // Each is asked for alone, in the sequences that it is in.
    private static IEnumerable<string> Find(DicomDataset level, DicomTag[] path, Func<DicomItem, DicomItem> enclose)
    {
        foreach (DicomItem item in level)
        {
            DicomTag[] here = [.. path, item.Tag];
            if (item is DicomSequence { IsEmpty: false } sequence)
            {
                foreach (string name in Find(
                    sequence.Items[0], here,
                    inner => enclose(new DicomSequence(sequence.Tag, new DicomDataset(inner)))))
                {
                    yield return name;
                }
            }
            else if (WorklistQuery.Parse(new DicomDataset(enclose(item)), new()).HasUnusedValue)
            {
                yield return KeyLabel.Of(here);
            }
        }
    }
}
