using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Completion;

/// <summary>
/// What an order is known by where no UID says it: the patient, and one of its numbers. Of an order that has none, what is
/// to be done, and when. Blanks around the values do not count (PS3.5 6.2).
/// </summary>
/// <param name="Kind">What the number is.</param>
/// <param name="PatientID">Patient ID (0010,0020).</param>
/// <param name="Issuer">Issuer of Patient ID (0010,0021); empty where there is none.</param>
/// <param name="Number">The number, or modality, procedure and start date.</param>
public readonly record struct OrderKey(OrderKeyKind Kind, string PatientID, string Issuer, string Number)
{
    private static readonly string[] Content =
        ["Modality", "RequestedProcedureDescription", "ScheduledProcedureStepStartDate"];

    // In the order in which an order is looked for.
    private static readonly (OrderKeyKind Kind, DicomTag Tag, string Keyword)[] Numbers =
    [
        (OrderKeyKind.AccessionNumber, DicomTag.AccessionNumber, "AccessionNumber"),
        (OrderKeyKind.FillerOrderNumber, DicomTag.FillerOrderNumberImagingServiceRequest,
            "FillerOrderNumberImagingServiceRequest"),
        (OrderKeyKind.RequestedProcedureID, DicomTag.RequestedProcedureID, "RequestedProcedureID"),
        (OrderKeyKind.PlacerOrderNumber, DicomTag.PlacerOrderNumberImagingServiceRequest,
            "PlacerOrderNumberImagingServiceRequest"),
    ];

    /// <summary>
    /// The key that a study is derived of, the best that a data set has: Accession Number, Requested Procedure ID, Filler
    /// Order Number, Placer Order Number, content; null without a Patient ID.
    /// </summary>
    public static OrderKey? Of(DicomDataset dataset)
    {
        if (AllOf(dataset).OrderBy(key => key.Kind).Select(key => (OrderKey?)key).FirstOrDefault() is { } best)
        {
            return best;
        }

        string patient = ValueOf(dataset, "PatientID");
        return patient.Length == 0
            ? null
            : new(
                OrderKeyKind.Content, patient, ValueOf(dataset, "IssuerOfPatientID"),
                string.Join('\\', Content.Select(keyword => ValueOf(dataset, keyword))));
    }

    /// <summary>The keys of the numbers that a data set has, in the order in which they are looked for.</summary>
    public static IEnumerable<OrderKey> AllOf(DicomDataset dataset) => AllOf(
        ValueOf(dataset, "PatientID"), ValueOf(dataset, "IssuerOfPatientID"), number => ValueOf(dataset, number.Keyword));

    /// <summary>The keys by which an entry is found: that of each number that it has.</summary>
    public static IEnumerable<OrderKey> AllOf(WorklistEntry entry) => AllOf(
        FirstOf(entry, DicomTag.PatientID), FirstOf(entry, DicomTag.IssuerOfPatientID), number => FirstOf(entry, number.Tag));

    private static IEnumerable<OrderKey> AllOf(
        string patient, string issuer, Func<(OrderKeyKind Kind, DicomTag Tag, string Keyword), string> valueOf) =>
        from number in patient.Length > 0 ? Numbers : []
        let value = valueOf(number)
        where value.Length > 0
        select new OrderKey(number.Kind, patient, issuer, value);

    private static string ValueOf(DicomDataset dataset, string keyword) =>
        EntryCompletion.TextOf(dataset, keyword).Trim(' ');

    private static string FirstOf(WorklistEntry entry, DicomTag tag) =>
        entry.Level.TextOf(tag) is [{ } first, ..] ? first.Trim(' ') : "";
}

/// <summary>What the number of an <see cref="OrderKey"/> is; the best to derive a study of comes first.</summary>
public enum OrderKeyKind
{
    /// <summary>Accession Number (0008,0050).</summary>
    AccessionNumber,

    /// <summary>Requested Procedure ID (0040,1001).</summary>
    RequestedProcedureID,

    /// <summary>Filler Order Number / Imaging Service Request (0040,2017).</summary>
    FillerOrderNumber,

    /// <summary>Placer Order Number / Imaging Service Request (0040,2016).</summary>
    PlacerOrderNumber,

    /// <summary>There is none: what is to be done, and when.</summary>
    Content,
}
