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

    /// <summary>The patient of an entry, with an issuer that is empty where none is named.</summary>
    public static PatientKey Of(WorklistEntry entry) =>
        new(FirstOf(entry, DicomTag.PatientID), FirstOf(entry, DicomTag.IssuerOfPatientID));

    /// <summary>The patient of a data set, with an issuer that is empty where none is named.</summary>
    public static PatientKey Of(DicomDataset dataset) => new(
        EntryCompletion.TextOf(dataset, "PatientID").Trim(' '),
        EntryCompletion.TextOf(dataset, "IssuerOfPatientID").Trim(' '));

    /// <summary>Whether an entry is of this patient; an empty issuer is that of entries without one.</summary>
    public bool IsOf(WorklistEntry entry)
    {
        PatientKey other = Of(entry);
        return other.PatientID == PatientID.Trim(' ') && (Issuer is null || other.Issuer == Issuer.Trim(' '));
    }

    /// <summary>Makes a data set one of this patient; where no issuer is named, it keeps its own.</summary>
    public void PutInto(DicomDataset dataset)
    {
        EntryCompletion.Set(dataset, "PatientID", PatientID);
        if (Issuer is not null)
        {
            EntryCompletion.Set(dataset, "IssuerOfPatientID", Issuer);
        }
    }

    private static string FirstOf(WorklistEntry entry, DicomTag tag) =>
        entry.Level.TextOf(tag) is [{ } first, ..] ? first.Trim(' ') : "";
}
