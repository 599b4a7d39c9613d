using Spectre.Console;
using Wlmscp.Commands.Editing;
using Wlmscp.Hl7;
using Wlmscp.Terminal;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Receiving;

/// <summary>Prints why a message does what it does: a line for each field, then one for each decision.</summary>
/// <param name="report">What would become of it.</param>
/// <param name="explanation">How it was understood; null: it cannot be read.</param>
internal sealed class ExplanationLines(MessageReport report, Hl7Explanation? explanation)
{
    private const string Nothing = "\"\"";

    /// <summary>Prints the head, the fields, the decisions, the entries, and the answer.</summary>
    public void Write()
    {
        WriteHead();
        foreach (ExplainedField field in explanation?.Fields ?? [])
        {
            Console.WriteLine(PrintableText.Of($"{field.Path} {Quote(field.Text)}: {Describe(field)}"));
        }

        foreach (string line in Decisions())
        {
            Console.WriteLine(PrintableText.Of(line));
        }

        ReportText.WriteEntries(report);
        ReportText.WriteFaults(report);
        AnswerOutput.Write(report.Answers);
    }

    private void WriteHead()
    {
        string head = report.Message is { } message
            ? $" {message.Type}^{message.Event} {message.ControlID} of {message.Header[3].First[1]}|{message.Header[4].First[1]}, "
                + $"version {message.Version}, {message.CharacterSet.Name}"
            : " a message without a readable MSH";
        ToolConsole.WriteLine($"{PrintableText.Of(report.Sender.Name)}:", Color.Blue, PrintableText.Of(head));
    }

    private string Describe(ExplainedField field)
    {
        string made = string.Join(", ", field.Attributes.Select(Describe));
        string?[] parts =
        [
            made.Length == 0 ? field.Reason : field.Reason is null ? made : $"{made} ({field.Reason})",
            .. report.Meaning?.Notes.Where(note => IsOf(note, field.Path)).Select(note => note.Text) ?? [],
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    private static string Describe(MadeAttribute attribute)
    {
        string value = AttributeText.Of(attribute.Dataset, attribute.Item);
        string name = AttributeText.NameOf(attribute.Item.Tag);
        return value.Length == 0 ? $"{name} without value" : $"{name} {QuotedText.Of(value)}";
    }

    // What is emptied by the two marks is said with no more of them.
    private static string Quote(string text) => text == Nothing ? text : QuotedText.Of(text);

    private static bool IsOf(Hl7Note note, Hl7Path field) =>
        note.Path with { Repetition = 0, Component = 0, Subcomponent = 0 } == field;

    private IEnumerable<string> Decisions() =>
    [
        .. explanation?.Orders.Select(Describe) ?? [],
        .. report.Areas.GroupBy(decision => (decision.Area, decision.Reason))
            .Select(group => $"area {group.Key.Area}: {Describe(group.Key.Reason)}"),
        .. DescribeMeaning(),
    ];

    private IEnumerable<string> DescribeMeaning() => report.Meaning switch
    {
        Hl7Meaning.Acknowledged acknowledged => [$"nothing to do: {acknowledged.Reason}"],
        Hl7Meaning.Order order => DescribeEntries(order),
        Hl7Meaning.PatientUpdate update =>
        [
            $"entries of {Describe(update.Patient)} in all areas{DescribeVisit(update.AdmissionID)}: {report.Entries.Count}",
        ],
        Hl7Meaning.PatientMerge merge =>
        [
            .. merge.Patients.Select(pair =>
                $"entries of {Describe(pair.From)} in all areas become those of {Describe(pair.To)}"),
            $"entries: {report.Entries.Count}",
        ],
        _ => [],
    };

    private static string DescribeVisit(string? admission) =>
        admission is null ? "" : $", the visit's values where Admission ID is {admission}";

    private IEnumerable<string> DescribeEntries(Hl7Meaning.Order order)
    {
        if (report.Areas.Select(decision => decision.Step).FirstOrDefault() is { } first
            && PatientKey.Of(first.NewEntry) is var now && Describe(now) != Describe(order.Patient))
        {
            yield return $"{Describe(order.Patient)} was merged into {Describe(now)}";
        }

        foreach (OrderedStep step in report.Areas.Select(decision => decision.Step))
        {
            yield return $"{step.Place}: {Describe(step)}";
        }
    }

    private static string Describe(OrderedStep step)
    {
        var key = EntryKey.Of(step.NewEntry);
        var said = EntryKey.Of(step.Changes);
        bool isNew = step.Action is StepAction.Create or StepAction.Change or StepAction.Begin;
        string study = said.StudyInstanceUID.Length > 0 ? "of the message"
            : $"by Patient ID and {WordsOf(step.NewEntry)}, or derived of that";
        string which = said.StepID.Length > 0 ? $"step {key.StepID} of the message"
            : isNew ? $"step {key.StepID} by its order"
            : "all steps, as the message names none";
        return $"study {key.StudyInstanceUID} {study}; {which}";
    }

    private static string WordsOf(DicomDataset entry)
    {
        string[] numbers = [.. OrderKey.AllOf(entry).Select(key => WordsOf(key.Kind))];
        return numbers.Length == 0 ? "modality, description and date" : string.Join(", else ", numbers);
    }

    private static string WordsOf(OrderKeyKind kind) => kind switch
    {
        OrderKeyKind.AccessionNumber => "Accession Number",
        OrderKeyKind.FillerOrderNumber => "Filler Order Number",
        OrderKeyKind.RequestedProcedureID => "Requested Procedure ID",
        _ => "Placer Order Number",
    };

    private static string Describe(ExplainedOrder order)
    {
        string status = order.OrderStatus.Length == 0 ? "empty" : order.OrderStatus;
        string becomes = order.Status.Length == 0 ? "" : $", status {order.Status}";
        return $"{order.Place}: ORC-1 {order.Code}, ORC-5 {status}: {WordsOf(order.Action)}{becomes}";
    }

    private static string WordsOf(StepAction? action) => action switch
    {
        StepAction.Create => "made, or changed and offered again",
        StepAction.Change => "changed, or made where it is not there",
        StepAction.Begin => "has begun",
        StepAction.End => "over, and off the list",
        StepAction.Stop => "stopped, and off the list unless it was over",
        StepAction.Hold => "on hold, off the list for now",
        StepAction.Release => "offered again",
        _ => "nothing to do",
    };

    private static string Describe(AreaReason reason) => reason switch
    {
        AreaReason.Rule => "a rule of the configuration names it",
        AreaReason.Facility => "MSH-6 names it",
        AreaReason.Application => "MSH-5 names it",
        AreaReason.Entry => "it has the step",
        _ => "there is no other",
    };

    private static string Describe(PatientKey patient) => string.IsNullOrEmpty(patient.Issuer)
        ? $"patient {patient.PatientID}"
        : $"patient {patient.PatientID} of {patient.Issuer}";
}
