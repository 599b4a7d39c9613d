using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>The patient who stays when two Patient IDs turn out to be one patient's.</summary>
internal static class RemainingPatient
{
    private const int PatientGroup = 0x0010;
    private const int VisitGroup = 0x0038;
    private const string Issuer = "IssuerOfPatientID";

    // What a device shows of a patient: one ID must not have two of them.
    private static readonly string[] Shown = ["PatientName", "PatientBirthDate", "PatientSex"];

    /// <summary>Whether an attribute is one of the patient, at the top of an entry, but not what merging changes.</summary>
    public static bool IsAttribute(AttributePath path) => path.Tags is [{ Group: PatientGroup or VisitGroup } tag]
        && tag != DicomTag.PatientID && tag != DicomTag.IssuerOfPatientID;

    /// <summary>Finds what all entries are to have, where that was not given: what the entries of the patient have.</summary>
    /// <param name="areas">The directories of the areas.</param>
    /// <param name="old">The patient whose ID counts no more.</param>
    /// <param name="remaining">The patient who stays.</param>
    /// <param name="given">The values that were given.</param>
    /// <exception cref="ToolException">They have several values: one would have to be guessed.</exception>
    public static IEnumerable<AttributeAssignment> FindValues(
        IReadOnlyList<string> areas, PatientKey old, PatientKey remaining, IReadOnlyList<AttributeAssignment> given)
    {
        DicomDataset[] ofRemaining = Find(areas, remaining);
        DicomDataset[] ofOld = Find(areas, old);
        ThrowIfSeveral(old, ofOld);
        ThrowIfSeveral(remaining, ofRemaining);
        if (ofRemaining is [var any, ..] && EntryCompletion.TextOf(any, Issuer) is { Length: > 0 } issuer)
        {
            yield return EntryCompletion.Assign(Issuer, issuer);
        }

        DicomDataset[] entries = ofRemaining.Length > 0 ? ofRemaining : ofOld;
        foreach (string keyword in Shown.Where(keyword => !given.Any(value => value.Path.ToString() == keyword)))
        {
            string[] values =
            [
                .. entries.Select(entry => EntryCompletion.TextOf(entry, keyword).Trim(' ')).Where(text => text.Length > 0)
                    .Distinct(StringComparer.Ordinal),
            ];
            if (values.Length > 1)
            {
                throw new ToolException(
                    ExitCode.Refused,
                    $"{keyword}: the entries of this patient have {values.Length} values, expected --set {keyword}=VALUE");
            }

            if (values is [var only])
            {
                yield return EntryCompletion.Assign(keyword, only);
            }
        }
    }

    // One ID of two issuers is two patients.
    private static void ThrowIfSeveral(PatientKey patient, DicomDataset[] entries)
    {
        int issuers = entries.Select(entry => EntryCompletion.TextOf(entry, Issuer).Trim(' ')).Distinct().Count();
        if (issuers > 1)
        {
            throw new ToolException(
                ExitCode.Refused,
                $"{patient.PatientID}: the entries of this ID have {issuers} issuers ({Issuer}), so that they are several "
                + "patients', expected one; wlmscp update changes them by IssuerOfPatientID");
        }
    }

    private static DicomDataset[] Find(IReadOnlyList<string> areas, PatientKey patient) =>
    [
        .. areas.SelectMany(area => EditedArea.Use(
            area, editor => editor.FindAsync(new EntrySelection.OfPatient(patient)).GetAwaiter().GetResult()))
            .Select(entry => entry.Dataset),
    ];
}
