using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// A Patient ID, with its issuer if that is asked for, which an entry may have among its Other Patient IDs, too, as those have
/// it who ask by what they read off a wristband (IHE RAD, Encounter-Based Imaging Workflow, table 4.130.4.1.2-1). Both stand in
/// one place: a number of one issuer is another patient's of another issuer.
/// </summary>
/// <param name="keys">The keys for Patient ID and Issuer of Patient ID.</param>
internal sealed class OtherPatientIDKey(MatchingKey[] keys) : MatchingKey(DicomTag.PatientID)
{
    private const int StepsOfItem = 5;

    /// <inheritdoc/>
    public override IEnumerable<string> Names => keys.SelectMany(key => key.Names);

    /// <inheritdoc/>
    public override int NameCount => keys.Sum(key => key.NameCount);

    /// <summary>Makes one key of those for Patient ID and its issuer; without a Patient ID they stay what they are.</summary>
    public static void Combine(List<MatchingKey> matching)
    {
        int first = matching.FindIndex(key => key.Tag == DicomTag.PatientID);
        if (first >= 0)
        {
            MatchingKey[] keys = [.. matching.Where(IsOfPatientID)];
            matching[first] = new OtherPatientIDKey(keys);
            matching.RemoveAll(key => key is not OtherPatientIDKey && IsOfPatientID(key));
        }
    }

    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        if (FirstFailure(level) is null)
        {
            return true;
        }

        foreach (EntryLevel item in level.ItemsOf(DicomTag.OtherPatientIDsSequence))
        {
            if (!level.Spend(StepsOfItem))
            {
                return false;
            }

            if (FirstFailure(item) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override KeyMismatch Explain(DicomDataset query, EntryLevel level) =>
        (FirstFailure(level) ?? keys[0]).Explain(query, level);

    /// <inheritdoc/>
    public override IEnumerable<KeyMismatch> Describe(DicomDataset query) => keys.SelectMany(key => key.Describe(query));

    /// <inheritdoc/>
    public override void ExplainAll(DicomDataset query, EntryLevel level, List<KeyMismatch> all)
    {
        foreach (MatchingKey key in keys)
        {
            if (!key.Matches(level))
            {
                key.ExplainAll(query, level, all);
            }
        }
    }

    private static bool IsOfPatientID(MatchingKey key) =>
        key.Tag == DicomTag.PatientID || key.Tag == DicomTag.IssuerOfPatientID;

    private MatchingKey? FirstFailure(EntryLevel level)
    {
        foreach (MatchingKey key in keys)
        {
            if (!key.Matches(level))
            {
                return key;
            }
        }

        return null;
    }
}
