using WorklistScp.Hl7.Mapping;
using static WorklistScp.Hl7.Mapping.Conversions;

namespace WorklistScp.Hl7.Orders;

/// <summary>Which fields of appointments (SIU) become attributes of request and step.</summary>
internal static class AppointmentFields
{
    private static readonly string[] Start = ["AIS-4.1", "TQ1-7.1", "SCH-11.4"];

    /// <summary>The appointment as a request.</summary>
    public static IReadOnlyList<FieldRow> Request { get; } =
    [
        new(DicomTag.StudyInstanceUID, OrderFields.PutStudy, ["ZDS-1.1", "OBX-3"]),
        Key(DicomTag.PlacerOrderNumberImagingServiceRequest, "SCH-26.1", "SCH-1.1"),
        Issuer(DicomTag.OrderPlacerIdentifierSequence, "SCH-26", "SCH-1"),
        Key(DicomTag.FillerOrderNumberImagingServiceRequest, "SCH-27.1", "SCH-2.1"),
        Issuer(DicomTag.OrderFillerIdentifierSequence, "SCH-27", "SCH-2"),
        Text(DicomTag.ReasonForTheRequestedProcedure, "SCH-7.2", "SCH-7.1"),
        Code(DicomTag.ReasonForRequestedProcedureCodeSequence, "SCH-7.1"),
        Text(DicomTag.RequestedProcedureDescription, "AIS-3.2", "AIS-3.1"),
        Code(DicomTag.RequestedProcedureCodeSequence, "AIS-3.1"),
        Lines(DicomTag.RequestedProcedureComments, "NTE-3"),
    ];

    /// <summary>A service of it (AIS) as a step.</summary>
    public static IReadOnlyList<FieldRow> Step { get; } =
    [
        Text(DicomTag.ScheduledProcedureStepDescription, "AIS-3.2", "AIS-3.1"),
        Code(DicomTag.ScheduledProtocolCodeSequence, "AIS-3.1"),
        Date(DicomTag.ScheduledProcedureStepStartDate, Start),
        Time(DicomTag.ScheduledProcedureStepStartTime, Start),
        Texts(DicomTag.ScheduledStationName, "AIG-3.1"),
        Text(DicomTag.ScheduledProcedureStepLocation, "AIL-3.1"),
        Person(DicomTag.ScheduledPerformingPhysicianName, "AIP-3"),
    ];

    /// <summary>Where a step's start stands.</summary>
    public static IReadOnlyList<string> StartSources => Start;
}
