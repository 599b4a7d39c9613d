using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Hl7.Orders;
using WorklistScp.Hl7.Patients;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Hl7;

/// <summary>Tells what a message means for a worklist. It knows no files, no sockets and no clock.</summary>
public static class Hl7Interpreter
{
    private delegate Hl7Meaning Reader(Hl7Message message, FieldMapper mapper, DateTime received);

    // Which messages are read, and how; those without a reader are understood, and change nothing.
    private static readonly (string Type, string[] Events, Reader? Read)[] Table =
    [
        ("ORM", ["O01", ""], ReadOrder),
        ("OMG", ["O19"], ReadOrder),
        ("OMI", ["O23"], ReadOrder),
        ("SIU", ["S12"], ReadAppointment(new([], [], StepAction.Create, StepStatus.Scheduled))),
        ("SIU", ["S13", "S14"], ReadAppointment(new([], [], StepAction.Change))),
        ("SIU", ["S15"], ReadAppointment(new([], [], StepAction.End, "CANCELED"))),
        ("ADT", ["A01", "A04", "A05", "A06", "A07", "A08", "A28", "A31"], (message, mapper, _) => PatientReader.ReadUpdate(message, mapper)),
        ("ADT", ["A02"], (message, mapper, _) => PatientReader.ReadTransfer(message, mapper)),
        ("ADT", ["A18", "A34", "A36", "A40", "A47"], (message, mapper, _) => PatientReader.ReadMerge(message, mapper)),
        ("ADT", ["A03", "A10", "A11", "A12", "A13", "A38"], null),
    ];

    /// <summary>Reads a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="options">The settings of the site, or of the sender.</param>
    /// <param name="received">When it came.</param>
    public static Hl7Meaning Read(Hl7Message message, Hl7MappingOptions options, DateTimeOffset received)
    {
        if (FindFault(message, options) is { } fault)
        {
            return new Hl7Meaning.Refused(fault);
        }

        (_, _, Reader? read) = Array.Find(Table, row => row.Type == message.Type && row.Events.Contains(message.Event));
        if (read is null)
        {
            return new Hl7Meaning.Acknowledged($"{message.Type}^{message.Event} changes no worklist");
        }

        DateTime wall = (options.TimeZone is { } zone ? TimeZoneInfo.ConvertTime(received, zone) : received).DateTime;
        var mapper = new FieldMapper(message, options);
        foreach (Hl7Path path in message.FindUndecodable())
        {
            mapper.Note(Hl7NoteKind.Dropped, path, null, "characters that are none of MSH-18 became question marks");
        }

        Hl7Meaning meaning = read(message, mapper, wall);
        return mapper.IsUnencodable && options.CharacterSet != SpecificCharacterSet.Utf8
            ? Read(message, options with { CharacterSet = SpecificCharacterSet.Utf8 }, received)
            : meaning with { Notes = [.. mapper.Notes.Distinct()] };
    }

    private static Hl7Fault? FindFault(Hl7Message message, Hl7MappingOptions options) =>
        !Table.Any(row => row.Type == message.Type) ? new Hl7Fault(
            message.Header.PathOf(9, 1), Hl7ErrorCode.UnsupportedMessageType, "Message type is not supported",
            $"expected one of {string.Join(", ", Table.Select(row => row.Type).Distinct())}")
        : !Table.Any(row => row.Type == message.Type && row.Events.Contains(message.Event)) ? new Hl7Fault(
            message.Header.PathOf(9, 2), Hl7ErrorCode.UnsupportedEventCode, "Event is not supported",
            $"expected one of {string.Join(", ", Table.Where(row => row.Type == message.Type).SelectMany(row => row.Events).Where(code => code.Length > 0))}")
        : message.Version.Length > 0 && !message.IsAtLeast(2, 1) || message.IsAtLeast(3, 0) ? new Hl7Fault(
            message.Header.PathOf(12, 1), Hl7ErrorCode.UnsupportedVersionID, "Version is not supported", "expected 2.1 to 2.8")
        : options.RefusesTests && message.Header[11].First[1] is "T" or "D" ? new Hl7Fault(
            message.Header.PathOf(11, 1), Hl7ErrorCode.UnsupportedProcessingID, "Tests are not taken here", "expected P in MSH-11")
        : message.FindUndecodable().Where(path => path.Segment == "PID").Select(path => (Hl7Path?)path).FirstOrDefault() is { } path
            ? new Hl7Fault(
                path, Hl7ErrorCode.DataTypeError, "Characters that are none of the message's character set",
                "expected text in the character set of MSH-18")
        : null;

    private static Hl7Meaning ReadOrder(Hl7Message message, FieldMapper mapper, DateTime received) =>
        new OrderReader(mapper, received).ReadOrder(message);

    private static Reader ReadAppointment(OrderControl control) => (message, mapper, received) =>
        mapper.Options.TakesAppointments
            ? new OrderReader(mapper, received).ReadAppointment(message, control)
            : new Hl7Meaning.Acknowledged("appointments are no orders here");
}
