using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Hl7.Tests.Orders;

/// <summary>Meanings as lines, as files of expectations have them.</summary>
internal static class MeaningText
{
    /// <summary>All lines of a meaning.</summary>
    public static IReadOnlyList<string> Of(Hl7Meaning meaning) =>
    [
        .. LinesOf(meaning).Concat(meaning.Notes.Select(note => $"note {TextOf(note)}")).Select(line => line.TrimEnd()),
    ];

    private static IEnumerable<string> LinesOf(Hl7Meaning meaning) => meaning switch
    {
        Hl7Meaning.Order order =>
        [
            $"order of {TextOf(order.Patient)}", .. LinesOf("patient", order.PatientValues),
            .. order.Steps.SelectMany((step, i) => LinesOf($"step {i + 1}", step)),
        ],
        Hl7Meaning.PatientUpdate update =>
        [
            $"update of {TextOf(update.Patient)}", $"admission {update.AdmissionID}",
            .. LinesOf("patient", update.PatientValues), .. LinesOf("visit", update.VisitValues),
        ],
        Hl7Meaning.PatientMerge merge => merge.Patients.SelectMany(patient => (IEnumerable<string>)
        [
            $"merge of {TextOf(patient.From)} into {TextOf(patient.To)}", .. LinesOf("patient", patient.PatientValues),
        ]),
        Hl7Meaning.Acknowledged acknowledged => [$"acknowledged: {acknowledged.Reason}"],
        Hl7Meaning.Refused refused => [$"refused {TextOf(refused.Fault)}"],
        _ => throw new ArgumentOutOfRangeException(nameof(meaning)),
    };

    private static IEnumerable<string> LinesOf(string name, OrderedStep step) =>
    [
        $"{name} {step.Place} {step.Action} {step.Status}",
        .. LinesOf($"{name} changes", step.Changes), .. LinesOf($"{name} new", step.NewEntry),
        .. step.MadeUp.Select(note => $"{name} {TextOf(note)}"),
        .. step.Missing is { } missing ? [$"{name} missing {TextOf(missing)}"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> LinesOf(string name, DicomDataset dataset, string path = "")
    {
        foreach (DicomItem item in dataset)
        {
            string keyword = path + KeywordOf(item.Tag);
            if (item is DicomSequence { IsEmpty: false } sequence)
            {
                for (var i = 0; i < sequence.Items.Count; i++)
                {
                    string place = sequence.Items.Count == 1 ? $"{keyword}." : $"{keyword}[{i + 1}].";
                    foreach (string line in LinesOf(name, sequence.Items[i], place))
                    {
                        yield return line;
                    }
                }
            }
            else if (item.VR == DicomVR.US && dataset.TryGetUInt16(item.Tag, out ushort number))
            {
                yield return $"{name} {keyword} = {number}";
            }
            else
            {
                string text = dataset.TryGetString(item.Tag, out string? found) ? found : "";
                yield return $"{name} {keyword} = {text.Replace("\r\n", "\\n", StringComparison.Ordinal)}";
            }
        }
    }

    private static string TextOf(PatientKey patient) => $"{patient.PatientID} {patient.Issuer}".TrimEnd();

    private static string TextOf(Hl7Note note) =>
        $"{note.Kind} {note.Path} {(note.Tag is { } tag ? KeywordOf(tag) : "")}";

    private static string TextOf(Hl7Fault fault) =>
        $"{(fault.Code.IsRejection() ? "AR" : "AE")} {(int)fault.Code} {fault.Path} {fault.Text}";

    private static string KeywordOf(DicomTag tag) =>
        DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry) ? entry.Keyword : $"{tag}";
}
