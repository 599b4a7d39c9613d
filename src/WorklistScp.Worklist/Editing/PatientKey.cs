using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Editing;

/// <summary>What tells patients apart. Blanks around the values do not count (PS3.5 6.2).</summary>
/// <param name="PatientID">Patient ID (0010,0020).</param>
/// <param name="Issuer">Issuer of Patient ID (0010,0021); null: whoever issued it.</param>
public readonly record struct PatientKey(string PatientID, string? Issuer = null)
{
    /// <summary>Whether a data set is of this patient; where one of both names no issuer, whoever that is.</summary>
    public bool IsOf(DicomDataset dataset) =>
        EntryCompletion.TextOf(dataset, "PatientID").Trim(' ') == PatientID.Trim(' ')
        && (Issuer is null or "" || EntryCompletion.TextOf(dataset, "IssuerOfPatientID").Trim(' ') is var issuer
            && (issuer.Length == 0 || issuer == Issuer.Trim(' ')));

    /// <summary>Whether an entry is of this patient.</summary>
    public bool IsOf(WorklistEntry entry) =>
        Is(entry, DicomTag.PatientID, PatientID) && (Issuer is null || Is(entry, DicomTag.IssuerOfPatientID, Issuer));

    /// <summary>Makes a data set one of this patient; where no issuer is named, it keeps its own.</summary>
    public void PutInto(DicomDataset dataset)
    {
        EntryCompletion.Set(dataset, "PatientID", PatientID);
        if (Issuer is not null)
        {
            EntryCompletion.Set(dataset, "IssuerOfPatientID", Issuer);
        }
    }

    private static bool Is(WorklistEntry entry, DicomTag tag, string value) =>
        (entry.Level.TextOf(tag) is [{ } first, ..] ? first.Trim(' ') : "") == value.Trim(' ');
}
