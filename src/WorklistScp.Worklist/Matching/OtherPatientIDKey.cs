using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// A Patient ID that an entry may have among its Other Patient IDs, too, as those have it who ask by what they read off a
/// wristband (IHE RAD, Encounter-Based Imaging Workflow, table 4.130.4.1.2-1).
/// </summary>
/// <param name="patientID">The key for Patient ID.</param>
internal sealed class OtherPatientIDKey(MatchingKey patientID) : MatchingKey(DicomTag.PatientID)
{
    private const int StepsOfItem = 5;

    /// <inheritdoc/>
    public override bool MatchesAbsence => patientID.MatchesAbsence;

    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        if (patientID.Matches(level))
        {
            return true;
        }

        foreach (EntryLevel item in level.ItemsOf(DicomTag.OtherPatientIDsSequence))
        {
            if (!level.Spend(StepsOfItem))
            {
                return false;
            }

            if (patientID.Matches(item))
            {
                return true;
            }
        }

        return false;
    }
}
