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
    private delegate Hl7Meaning Reader(Hl7Message message, FieldMapper mapper);

    // Which messages are read, and how; those without a reader are understood, and change nothing.
    private static readonly (string Type, string[] Events, Reader? Read)[] Table =
    [
        ("ORM", ["O01", ""], ReadOrder),
        ("OMG", ["O19"], ReadOrder),
        ("OMI", ["O23"], ReadOrder),
        ("SIU", ["S12"], ReadAppointment(new([], [], StepAction.Create, StepStatus.Scheduled))),
        ("SIU", ["S13", "S14"], ReadAppointment(new([], [], StepAction.Change))),
        ("SIU", ["S15", "S17", "S26"], ReadAppointment(new([], [], StepAction.End, "CANCELED"))),
        ("ADT", ["A01", "A04", "A05", "A06", "A07", "A08", "A28", "A31"], PatientReader.ReadUpdate),
        ("ADT", ["A02"], PatientReader.ReadTransfer),
        ("ADT", ["A18", "A34", "A36", "A40", "A47"], PatientReader.ReadMerge),
        ("ADT", ["A03", "A10", "A11", "A12", "A13", "A38"], null),
    ];

    /// <summary>Reads a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="options">The settings of the site, or of the sender.</param>
    /// <param name="received">When it came.</param>
    public static Hl7Meaning Read(Hl7Message message, Hl7MappingOptions options, DateTimeOffset received) =>
        Read(message, options, received, trace: null);

    /// <summary>Reads a message, and tells what became of each of its fields.</summary>
    /// <inheritdoc cref="Read(Hl7Message, Hl7MappingOptions, DateTimeOffset)"/>
    public static Hl7Explanation Explain(Hl7Message message, Hl7MappingOptions options, DateTimeOffset received)
    {
        var trace = new FieldTrace();
        Hl7Meaning meaning = Read(message, options, received, trace);
        return new Hl7Explanation(meaning, trace.Orders, new FieldExplanations(message, meaning, trace).Find());
    }

    private static Hl7Meaning Read(
        Hl7Message message, Hl7MappingOptions options, DateTimeOffset received, FieldTrace? trace)
    {
        var mapper = new FieldMapper(message, options, received) { Trace = trace };
        Hl7Meaning meaning = Read(message, mapper);
        if (!mapper.IsUnencodable || options.CharacterSet == SpecificCharacterSet.Utf8)
        {
            return meaning;
        }

        trace?.Clear();
        var note = new Hl7Note(
            Hl7NoteKind.Adapted, message.Header.PathOf(18), DicomTag.SpecificCharacterSet,
            $"the text has characters that {options.CharacterSet} lacks, and became ISO_IR 192");
        meaning = Read(message, options with { CharacterSet = SpecificCharacterSet.Utf8 }, received, trace);
        return meaning with { Notes = [note, .. meaning.Notes] };
    }

    private static Hl7Meaning Read(Hl7Message message, FieldMapper mapper)
    {
        if (FindFault(message, mapper.Options) is { } fault)
        {
            return new Hl7Meaning.Refused(fault);
        }

        (_, _, Reader? read) = Array.Find(Table, row => row.Type == message.Type && row.Events.Contains(message.Event));
        if (read is null)
        {
            return new Hl7Meaning.Acknowledged($"{message.Type}^{message.Event} changes no worklist");
        }

        foreach (Hl7Path path in message.FindUndecodable())
        {
            mapper.Note(Hl7NoteKind.Dropped, path, null, "characters that are none of MSH-18 became question marks");
        }

        Hl7Meaning meaning = read(message, mapper);
        return meaning with { Notes = [.. mapper.Notes.Distinct()] };
    }

    private static Hl7Fault? FindFault(Hl7Message message, Hl7MappingOptions options)
    {
        string[] events = [.. Table.Where(row => row.Type == message.Type).SelectMany(row => row.Events)];
        return events is [] ? new Hl7Fault(
                message.Header.PathOf(9, 1), Hl7ErrorCode.UnsupportedMessageType, "Message type is not supported",
                $"expected one of {string.Join(", ", Table.Select(row => row.Type).Distinct())}")
            : !events.Contains(message.Event) ? new Hl7Fault(
                message.Header.PathOf(9, 2), Hl7ErrorCode.UnsupportedEventCode, "Event is not supported",
                $"expected one of {string.Join(", ", events.Where(code => code.Length > 0))}")
            : !IsVersion2(message.Version) ? new Hl7Fault(
                message.Header.PathOf(12, 1), Hl7ErrorCode.UnsupportedVersionID, "Version is not supported",
                "expected 2.1 to 2.8")
            : options.RefusesTests && message.Header[11].First[1] is "T" or "D" ? new Hl7Fault(
                message.Header.PathOf(11, 1), Hl7ErrorCode.UnsupportedProcessingID, "Tests are not taken here",
                "expected P in MSH-11")
            : FindUndecodable(message) is { } path ? new Hl7Fault(
                path, Hl7ErrorCode.DataTypeError, "Characters that are none of the message's character set",
                "expected text in the character set of MSH-18")
            : null;
    }

    private static bool IsVersion2(string version) =>
        version is "" or "2" || version.StartsWith("2.", StringComparison.Ordinal);

    // A patient with another name is another patient.
    private static Hl7Path? FindUndecodable(Hl7Message message) => message.FindUndecodable()
        .Where(path => path.Segment == "PID").Select(path => (Hl7Path?)path).FirstOrDefault();

    private static Hl7Meaning ReadOrder(Hl7Message message, FieldMapper mapper) =>
        new OrderReader(mapper).ReadOrder(message);

    private static Reader ReadAppointment(OrderControl control) => (message, mapper) =>
        mapper.Options.TakesAppointments
            ? new OrderReader(mapper).ReadAppointment(message, control)
            : new Hl7Meaning.Acknowledged("appointments are no orders here");
}
