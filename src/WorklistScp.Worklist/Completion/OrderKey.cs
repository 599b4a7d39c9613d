using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Completion;

/// <summary>
/// What an order is known by where no UID says it: the patient, and the Accession Number, else the Requested Procedure ID.
/// Of an order that has neither, what is to be done, and when. Blanks around the values do not count (PS3.5 6.2).
/// </summary>
/// <param name="Kind">What the number is.</param>
/// <param name="PatientID">Patient ID (0010,0020).</param>
/// <param name="Issuer">Issuer of Patient ID (0010,0021); empty where there is none.</param>
/// <param name="Number">The number, or modality, procedure and start date.</param>
public readonly record struct OrderKey(OrderKeyKind Kind, string PatientID, string Issuer, string Number)
{
    private static readonly string[] Content =
        ["Modality", "RequestedProcedureDescription", "ScheduledProcedureStepStartDate"];

    /// <summary>The key of a data set; null without a Patient ID.</summary>
    public static OrderKey? Of(DicomDataset dataset)
    {
        string patient = ValueOf(dataset, "PatientID");
        string issuer = ValueOf(dataset, "IssuerOfPatientID");
        return patient.Length == 0 ? null
            : ValueOf(dataset, "AccessionNumber") is { Length: > 0 } accession
                ? new(OrderKeyKind.AccessionNumber, patient, issuer, accession)
            : ValueOf(dataset, "RequestedProcedureID") is { Length: > 0 } procedure
                ? new(OrderKeyKind.RequestedProcedureID, patient, issuer, procedure)
            : new(
                OrderKeyKind.Content, patient, issuer,
                string.Join('\\', Content.Select(keyword => ValueOf(dataset, keyword))));
    }

    /// <summary>The key of a data set by its Requested Procedure ID, even if it has an Accession Number; null without.</summary>
    public static OrderKey? OfProcedure(DicomDataset dataset) =>
        ValueOf(dataset, "PatientID") is { Length: > 0 } patient
        && ValueOf(dataset, "RequestedProcedureID") is { Length: > 0 } procedure
            ? new(OrderKeyKind.RequestedProcedureID, patient, ValueOf(dataset, "IssuerOfPatientID"), procedure)
            : null;

    /// <summary>The keys by which an entry is found: that of each number that it has.</summary>
    public static IEnumerable<OrderKey> AllOf(WorklistEntry entry)
    {
        string patient = FirstOf(entry, DicomTag.PatientID);
        string issuer = FirstOf(entry, DicomTag.IssuerOfPatientID);
        string accession = FirstOf(entry, DicomTag.AccessionNumber);
        string procedure = FirstOf(entry, DicomTag.RequestedProcedureID);
        if (patient.Length > 0 && accession.Length > 0)
        {
            yield return new(OrderKeyKind.AccessionNumber, patient, issuer, accession);
        }

        if (patient.Length > 0 && procedure.Length > 0)
        {
            yield return new(OrderKeyKind.RequestedProcedureID, patient, issuer, procedure);
        }
    }

    private static string ValueOf(DicomDataset dataset, string keyword) =>
        EntryCompletion.TextOf(dataset, keyword).Trim(' ');

    private static string FirstOf(WorklistEntry entry, DicomTag tag) =>
        entry.Level.TextOf(tag) is [{ } first, ..] ? first.Trim(' ') : "";
}

/// <summary>What the number of an <see cref="OrderKey"/> is.</summary>
public enum OrderKeyKind
{
    /// <summary>Accession Number (0008,0050).</summary>
    AccessionNumber,

    /// <summary>Requested Procedure ID (0040,1001).</summary>
    RequestedProcedureID,

    /// <summary>There is none: what is to be done, and when.</summary>
    Content,
}
