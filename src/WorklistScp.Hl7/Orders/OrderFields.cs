using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Messages;
using static WorklistScp.Hl7.Mapping.Conversions;

namespace WorklistScp.Hl7.Orders;

/// <summary>Which fields of orders become attributes of request and step.</summary>
internal static class OrderFields
{
    private const string StudyCode = "110180"; // DCM, Study Instance UID

    // HL7 table 0485 (TQ1-9), and what TQ of old has.
    private static readonly Dictionary<string, string> Priorities = new()
    {
        ["S"] = "STAT", ["A"] = "HIGH", ["P"] = "HIGH", ["C"] = "HIGH", ["R"] = "ROUTINE", ["T"] = "MEDIUM",
    };

    // CID 244.
    private static readonly Dictionary<string, (string Code, string Meaning)> Lateralities = new()
    {
        ["L"] = ("7771000", "Left"), ["R"] = ("24028007", "Right"), ["B"] = ("51440002", "Bilateral"),
    };

    /// <summary>Where a step's start stands.</summary>
    public static string[] Start { get; } = ["TQ1-7.1", "ORC-7.4", "OBR-27.4", "OBR-36.1"];

    /// <summary>The order, whatever segments have its steps.</summary>
    public static IReadOnlyList<FieldRow> Order { get; } =
    [
        new(DicomTag.StudyInstanceUID, PutStudy, ["IPC-3.1", "ZDS-1.1", "OBX-3"]),
        Key(DicomTag.PlacerOrderNumberImagingServiceRequest, "ORC-2.1", "OBR-2.1"),
        Issuer(DicomTag.OrderPlacerIdentifierSequence, "ORC-2", "OBR-2"),
        Key(DicomTag.FillerOrderNumberImagingServiceRequest, "ORC-3.1", "OBR-3.1"),
        Issuer(DicomTag.OrderFillerIdentifierSequence, "ORC-3", "OBR-3"),
        Term(DicomTag.RequestedProcedurePriority, Priorities, "TQ1-9.1", "ORC-7.6", "OBR-27.6", "OBR-5.1"),
        Date(DicomTag.IssueDateOfImagingServiceRequest, "ORC-9.1"),
        Time(DicomTag.IssueTimeOfImagingServiceRequest, "ORC-9.1"),
        Person(DicomTag.OrderEnteredBy, "ORC-10"),
        Person(DicomTag.RequestingPhysician, "OBR-16", "ORC-12"),
        PersonID(DicomTag.RequestingPhysicianIdentificationSequence, "OBR-16", "ORC-12"),
        Text(DicomTag.InstitutionalDepartmentName, "ORC-13.9"),
        Telephones(DicomTag.OrderCallbackPhoneNumber, "ORC-14"),
        Address(DicomTag.InstitutionAddress, "ORC-22"),
        Text(DicomTag.ConfidentialityCode, "ORC-28.1", "ORC-28.2"),
        Text(DicomTag.PatientState, "OBR-12.2", "OBR-12.1"),
        Text(DicomTag.MedicalAlerts, "OBR-13"),
        Text(DicomTag.PatientTransportArrangements, "OBR-30"),
        Text(DicomTag.ReasonForTheRequestedProcedure, "OBR-31.2", "OBR-31.1"),
        Code(DicomTag.ReasonForRequestedProcedureCodeSequence, "OBR-31.1"),
        Text(
            DicomTag.RequestedProcedureDescription,
            "OBR-44.2", "OBR-44.1", "OBR-4.2", "OBR-4.1", "OBR-4.5", "OBR-4.4"),
        ShortCode(DicomTag.RequestedProcedureCodeSequence, "OBR-44.1", "OBR-4.1", "OBR-4.4"),
        new(DicomTag.RequestedLateralityCodeSequence, PutLaterality, ["OBR-15.5", "OBR-15.1", "OBR-46.1", "OBR-47.1"])
        {
            TakesAll = true,
        },
        Lines(DicomTag.RequestedProcedureComments, "NTE-3"),
    ];

    /// <summary>Who asks for the order.</summary>
    public static IReadOnlyList<FieldRow> Requester { get; } =
        [Text(DicomTag.RequestingService, "ORC-17.2", "ORC-17.1")];

    /// <summary>The same for sites that take it for the institution.</summary>
    public static IReadOnlyList<FieldRow> Institution { get; } =
    [
        Text(DicomTag.InstitutionName, "ORC-17.2", "ORC-17.1", "MSH-4.1"),
        Code(DicomTag.InstitutionCodeSequence, "ORC-17.1"),
    ];

    /// <summary>The request of an order whose steps are IPC segments.</summary>
    public static IReadOnlyList<FieldRow> RequestOfIpc { get; } =
    [
        Key(DicomTag.AccessionNumber, "IPC-1.1"),
        Issuer(DicomTag.IssuerOfAccessionNumberSequence, "IPC-1"),
        Key(DicomTag.RequestedProcedureID, "IPC-2.1"),
    ];

    /// <summary>A step that is an IPC segment.</summary>
    public static IReadOnlyList<FieldRow> StepOfIpc { get; } =
    [
        Key(DicomTag.ScheduledProcedureStepID, "IPC-4.1"),
        Key(DicomTag.Modality, "IPC-5.1"),
        Text(DicomTag.ScheduledProcedureStepDescription, "IPC-6.2", "IPC-6.1"),
        ShortCode(DicomTag.ScheduledProtocolCodeSequence, "IPC-6.1"),
        Texts(DicomTag.ScheduledStationName, "IPC-7.1"),
        Text(DicomTag.ScheduledProcedureStepLocation, "IPC-8.1"),
        Keys(DicomTag.ScheduledStationAETitle, "IPC-9.1"),
        .. Schedule(Start),
    ];

    /// <summary>The request of an order that is a step itself.</summary>
    public static IReadOnlyList<FieldRow> RequestOfObr { get; } =
    [
        Key(DicomTag.AccessionNumber, "OBR-18.1"),
        Key(DicomTag.RequestedProcedureID, "OBR-19.1"),
    ];

    /// <summary>A step that is a pair of ORC and OBR.</summary>
    public static IReadOnlyList<FieldRow> StepOfObr { get; } =
    [
        Key(DicomTag.ScheduledProcedureStepID, "OBR-20.1"),
        Key(DicomTag.Modality, "OBR-24.1"),
        .. Schedule(Start),
    ];

    /// <summary>Its protocol: behind that of the procedure.</summary>
    public static IReadOnlyList<FieldRow> ProtocolOfObr { get; } =
    [
        Text(DicomTag.ScheduledProcedureStepDescription, "OBR-4.5", "OBR-4.4", "OBR-4.2", "OBR-4.1"),
        ShortCode(DicomTag.ScheduledProtocolCodeSequence, "OBR-4.4", "OBR-4.1"),
    ];

    /// <summary>The same for sites that have it in the procedure's place.</summary>
    public static IReadOnlyList<FieldRow> ProtocolFirst { get; } =
    [
        Text(DicomTag.ScheduledProcedureStepDescription, "OBR-4.2", "OBR-4.1"),
        ShortCode(DicomTag.ScheduledProtocolCodeSequence, "OBR-4.1"),
    ];

    /// <summary>The station, for sites that have it there.</summary>
    public static IReadOnlyList<FieldRow> StationInOrder { get; } =
        [Keys(DicomTag.ScheduledStationAETitle, "ORC-18.1")];

    /// <summary>When, and by whom.</summary>
    public static IReadOnlyList<FieldRow> Schedule(string[] start, string performer = "OBR-34") =>
    [
        Date(DicomTag.ScheduledProcedureStepStartDate, start),
        Time(DicomTag.ScheduledProcedureStepStartTime, start),
        new(
            DicomTag.ScheduledPerformingPhysicianName,
            static (target, values) => target.Put(values[0], PersonName.OfResource(values[0])), [performer]),
    ];

    /// <summary>Puts the Study Instance UID: that of a field for it, else that of an observation that is it.</summary>
    public static void PutStudy(FieldTarget target, IReadOnlyList<FieldValue> values)
    {
        if (values[0].Source.Segment != "OBX")
        {
            target.PutKey(values[0], values[0].Text);
        }
        else if (values.FirstOrDefault(value => value[1] == StudyCode) is { Segment: Hl7Segment observation } value)
        {
            target.Mapper.MarkUsed(observation, 5);
            target.PutKey(value with { Source = observation.PathOf(5) }, observation[5].First[1].Trim());
        }
    }

    private static void PutLaterality(FieldTarget target, IReadOnlyList<FieldValue> values)
    {
        foreach (FieldValue value in values)
        {
            if (Lateralities.TryGetValue(value.Text, out (string Code, string Meaning) laterality))
            {
                FieldTarget item = target with { Dataset = new DicomDataset() };
                item[DicomTag.CodeValue].PutTerm(laterality.Code);
                item[DicomTag.CodingSchemeDesignator].PutTerm("SCT");
                item[DicomTag.CodeMeaning].PutTerm(laterality.Meaning);
                target.PutItem(item.Dataset);
                return;
            }
        }
    }
}
