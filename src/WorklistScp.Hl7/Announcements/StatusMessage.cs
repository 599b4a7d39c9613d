using System.Globalization;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Hl7.Announcements;

/// <summary>The kinds of messages that tell what has become of a step.</summary>
public enum StatusMessageType
{
    /// <summary>ORM^O01 of version 2.3.1.</summary>
    Orm,

    /// <summary>OMG^O19 of version 2.5.1.</summary>
    Omg,
}

/// <summary>
/// Tells whoever has ordered a step what has become of it: order control SC, "status changed" (HL7 v2.5.1 4.5.1.1),
/// with the order's numbers as they came.
/// </summary>
/// <param name="Entry">The entry of the step.</param>
/// <param name="Code">The status, of HL7 table 0038; see <see cref="CodeOf"/>.</param>
/// <param name="ControlID">Tells the message apart, MSH-10: at most 20 characters.</param>
/// <param name="Now">When the status has changed.</param>
public sealed record StatusMessage(DicomDataset Entry, string Code, string ControlID, DateTimeOffset Now)
{
    private const string OwnName = "WLMSCP";
    private const string CharacterSet = "UNICODE UTF-8";

    private DicomDataset Step { get; } =
        Entry.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
        && steps.Items is [var first, ..]
            ? first
            : [];

    /// <summary>Which message it is.</summary>
    public StatusMessageType Type { get; init; }

    /// <summary>The sending facility, its components separated by <c>^</c>; empty: none.</summary>
    public string Facility { get; init; } = "";

    /// <summary>The receiving application, likewise.</summary>
    public string ReceivingApplication { get; init; } = "";

    /// <summary>The receiving facility, likewise.</summary>
    public string ReceivingFacility { get; init; } = "";

    /// <summary>The code of HL7 table 0038 for a status of a step; null: it has none.</summary>
    /// <param name="status">A Scheduled Procedure Step Status (0040,0020).</param>
    public static string? CodeOf(string status) => status switch
    {
        StepStatus.Scheduled => "SC",
        StepStatus.Started => "IP",
        StepStatus.Completed => "CM",
        StepStatus.Discontinued => "DC",
        _ => null,
    };

    /// <summary>The message, without a frame.</summary>
    public byte[] ToArray()
    {
        var writer = new Hl7Writer(Hl7Separators.Usual);
        WriteHeader(writer);
        WritePatient(writer);
        WriteOrder(writer);

        // 1 study ^ 100 ^ Application ^ DICOM, as IHE has it
        writer.Segment("ZDS").Components(TextOf(Entry, DicomTag.StudyInstanceUID), "100", "Application", "DICOM");
        Hl7CharacterSet.TryFind(CharacterSet, out Hl7CharacterSet? utf8);
        return writer.ToArray(utf8!);
    }

    // MSH: 3 sender | 4 its facility | 5 receiver | 6 its facility | 7 time | 9 type | 10 control ID | 11 processing ID | 12 version | 18 set
    private void WriteHeader(Hl7Writer writer)
    {
        string[] type = Type == StatusMessageType.Omg ? ["OMG", "O19", "OMG_O19"] : ["ORM", "O01"];
        writer.Segment("MSH").Field(OwnName).Components(Facility.Split('^'))
            .Components(ReceivingApplication.Split('^')).Components(ReceivingFacility.Split('^')).Field(TimeOf(Now)).Skip(1).Components(type).Field(ControlID)
            .Field("P").Field(Type == StatusMessageType.Omg ? "2.5.1" : "2.3.1").Skip(5).Field(CharacterSet);
    }

    // PID: 3 ID ^^^ authority ^ | 5 name | 7 birth date | 8 sex
    private void WritePatient(Hl7Writer writer)
    {
        writer.Segment("PID").Skip(2);
        string issuer = TextOf(Entry, DicomTag.IssuerOfPatientID);
        DicomDataset qualifiers = ItemOf(DicomTag.IssuerOfPatientIDQualifiersSequence);
        writer.Components(TextOf(Entry, DicomTag.PatientID), "", "")
            .Subcomponents(WithoutEnd(
                issuer,
                TextOf(qualifiers, DicomTag.UniversalEntityID),
                TextOf(qualifiers, DicomTag.UniversalEntityIDType)));
        writer.Skip(1);
        WriteName(writer, TextOf(Entry, DicomTag.PatientName));
        writer.Skip(1).Field(TextOf(Entry, DicomTag.PatientBirthDate)).Field(TextOf(Entry, DicomTag.PatientSex));
    }

    // A writing of a name is a repetition: family ^ given ^ middle ^ suffix ^ prefix ^^ legal ^ alphabet
    private static void WriteName(Hl7Writer writer, string name)
    {
        string[] groups = name.Split('=');
        for (var i = 0; i < Math.Min(groups.Length, 3); i++)
        {
            string[] parts = [.. groups[i].Split('^'), "", "", "", ""];
            string[] components = groups.Length == 1
                ? WithoutEnd(parts[0], parts[1], parts[2], parts[4], parts[3])
                : [parts[0], parts[1], parts[2], parts[4], parts[3], "", "L", "AIP"[i].ToString()];
            _ = i == 0 ? writer.Components(components) : writer.Repeat(components);
        }
    }

    // ORC: 1 order control | 2 placer's number | 3 filler's | 5 status | 9 time
    // OBR: 1 set ID | 2, 3 as above | 4 procedure | 18 accession | 19 procedure ID | 20 step ID | 22 time | 24 modality
    private void WriteOrder(Hl7Writer writer)
    {
        string[] placer =
            NumberOf(DicomTag.PlacerOrderNumberImagingServiceRequest, DicomTag.OrderPlacerIdentifierSequence);
        string[] filler =
            NumberOf(DicomTag.FillerOrderNumberImagingServiceRequest, DicomTag.OrderFillerIdentifierSequence);
        writer.Segment("ORC").Field("SC").Components(placer).Components(filler).Skip(1).Field(Code).Skip(3)
            .Field(TimeOf(Now));
        DicomDataset procedure = ItemOf(DicomTag.RequestedProcedureCodeSequence);
        string meaning = TextOf(procedure, DicomTag.CodeMeaning);
        writer.Segment("OBR").Field("1").Components(placer).Components(filler)
            .Components(WithoutEnd(
                TextOf(procedure, DicomTag.CodeValue),
                meaning.Length > 0 ? meaning : TextOf(Entry, DicomTag.RequestedProcedureDescription),
                TextOf(procedure, DicomTag.CodingSchemeDesignator)))
            .Skip(13).Field(TextOf(Entry, DicomTag.AccessionNumber)).Field(TextOf(Entry, DicomTag.RequestedProcedureID))
            .Field(TextOf(Step, DicomTag.ScheduledProcedureStepID)).Skip(1).Field(TimeOf(Now)).Skip(1)
            .Field(TextOf(Step, DicomTag.Modality));
    }

    // Number ^ namespace ^ universal ID ^ its type
    private string[] NumberOf(DicomTag number, DicomTag assigner)
    {
        DicomDataset item = ItemOf(assigner);
        return WithoutEnd(
            TextOf(Entry, number),
            TextOf(item, DicomTag.LocalNamespaceEntityID),
            TextOf(item, DicomTag.UniversalEntityID),
            TextOf(item, DicomTag.UniversalEntityIDType));
    }

    private DicomDataset ItemOf(DicomTag sequence) =>
        Entry.TryGetSequence(sequence, out DicomSequence? items) && items.Items is [var first, ..] ? first : [];

    private static string TextOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? text) ? text.Trim(' ') : "";

    private static string TimeOf(DateTimeOffset time) => time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static string[] WithoutEnd(params string[] texts) =>
        texts[..(Array.FindLastIndex(texts, text => text.Length > 0) + 1)];
}
