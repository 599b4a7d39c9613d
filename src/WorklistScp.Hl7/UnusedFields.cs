using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Hl7.Orders;
using WorklistScp.Hl7.Patients;

namespace WorklistScp.Hl7;

/// <summary>Which fields of a message nothing came of, and why.</summary>
internal static class UnusedFields
{
    // What steers, and is no value; and numbers of segments within the message.
    private static readonly string[] Steering =
    [
        "ORC-1", "ORC-5", "OBX-2", "PID-1", "PV1-1", "OBR-1", "TQ1-1", "NTE-1", "NTE-2", "OBX-1", "AL1-1", "IAM-1",
        "RGS-1", "AIS-1", "AIS-2", "AIG-1", "AIG-2", "AIL-1", "AIL-2", "AIP-1", "AIP-2",
    ];

    private static readonly HashSet<(string, int)> InTables =
    [
        .. new[]
        {
            PatientFields.Patient, PatientFields.Visit, PatientFields.Measures, PatientFields.Merged,
            OrderFields.Order, OrderFields.Requester, OrderFields.RequestOfIpc, OrderFields.StepOfIpc,
            OrderFields.RequestOfObr, OrderFields.StepOfObr, OrderFields.ProtocolOfObr, OrderFields.StationInOrder,
            AppointmentFields.Request, AppointmentFields.Step,
        }.SelectMany(rows => rows).SelectMany(row => row.Sources).Select(source => (source.Segment, source.Field)),
    ];

    /// <summary>Finds them, behind MSH and EVN.</summary>
    /// <param name="message">The message.</param>
    /// <param name="mapper">Who has made data sets of it.</param>
    public static IReadOnlyList<Hl7Note> Find(Hl7Message message, FieldMapper mapper) =>
    [
        .. message.Segments.Where(segment => segment.Name is not ("MSH" or "EVN"))
            .SelectMany(segment => Enumerable.Range(1, segment.Count)
                .Where(field => IsUnused(segment, field, mapper))
                .Select(field => NoteOf(segment, field))),
    ];

    private static bool IsUnused(Hl7Segment segment, int field, FieldMapper mapper) =>
        !segment[field].IsEmpty && !segment[field].IsNull && !mapper.IsUsed(segment.PathOf(field))
        && !Steering.Contains($"{segment.Name}-{field}");

    private static Hl7Note NoteOf(Hl7Segment segment, int field) => new(
        Hl7NoteKind.Unused, segment.PathOf(field), null,
        InTables.Contains((segment.Name, field))
            ? "not used: another field says it, or it counts in other messages or with other settings"
            : "not used: a worklist has no attribute for it");
}
