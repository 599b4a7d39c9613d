using Wlmscp.Audit;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Hl7;

/// <summary>What the audit log tells of a message. Nothing in it is of a patient.</summary>
internal static class MessageAudit
{
    private const int Longest = 64;
    private const int MaxKeys = 100;

    /// <summary>The line of a message that is not carried out yet.</summary>
    public static AuditRecord Receive(Hl7Sender sender, Hl7Message message, DateTimeOffset time) =>
        Of(AuditEvent.Received, sender, message, time);

    /// <summary>The line of what became of a message.</summary>
    public static AuditRecord Handle(MessageReport report, DateTimeOffset time)
    {
        Hl7Fault[] errors = [.. report.Faults.Where(fault => fault.IsError)];
        DicomDataset[] datasets = [.. DatasetsOf(report)];
        bool isOrder = report.Meaning is Hl7Meaning.Order;
        EditOutcome[] outcomes = errors.Length > 0 ? [] : [.. report.Entries.Select(entry => entry.Outcome)];
        return Of(AuditEvent.Message, report.Sender, report.Message, time) with
        {
            Areas = Texts(report.Entries.Select(entry => entry.Area)),
            Studies = Texts(datasets.Select(dataset => EntryKey.Of(dataset).StudyInstanceUID)),
            AccessionNumbers = Texts(datasets.Select(dataset => EntryCompletion.TextOf(dataset, "AccessionNumber"))),
            Steps = Texts(datasets.Select(dataset => EntryKey.Of(dataset).StepID)),
            Made = outcomes.Count(outcome => outcome is EditOutcome.Added),
            Changed = outcomes.Count(outcome => outcome is EditOutcome.Changed && !IsEnd(outcome, isOrder)),
            Ended = outcomes.Count(outcome => IsEnd(outcome, isOrder)),
            Outcome = OutcomeOf(report),
            Status = report.Answers is [.., var last] ? $"{last.Code}" : null,
            Errors = Texts(errors.Select(error => $"{(int)error.Code} {error.Path}")),
            Comment = errors is [{ Text: var text }, ..] ? PrintableText.Of(text) : null,
        };
    }

    /// <summary>What came of a message, an <see cref="AuditOutcome"/>.</summary>
    public static string OutcomeOf(MessageReport report) => report.Faults.FirstOrDefault(fault => fault.IsError) switch
    {
        null => AuditOutcome.Success,
        { } first => first.Code.IsRejection() ? AuditOutcome.Rejected : AuditOutcome.Refused,
    };

    private static bool IsEnd(EditOutcome outcome, bool isOrder) => isOrder && outcome is EditOutcome.Changed { IsDone: true };

    // What the message names, as planning has completed it, and what it has changed besides.
    private static IEnumerable<DicomDataset> DatasetsOf(MessageReport report)
    {
        IEnumerable<DicomDataset> named =
            report.Meaning is Hl7Meaning.Order order ? order.Steps.Select(step => step.NewEntry) : [];
        return named.Concat(report.Entries.Select(entry => entry.Outcome switch
        {
            EditOutcome.Added added => added.Dataset,
            EditOutcome.Changed changed => changed.Dataset,
            _ => null,
        }).OfType<DicomDataset>());
    }

    private static string[]? Texts(IEnumerable<string> texts)
    {
        string[] some = [.. texts.Select(text => text.Trim(' ')).Where(text => text.Length > 0).Distinct().Take(MaxKeys)];
        return some.Length > 0 ? [.. some.Select(Start)] : null;
    }

    private static AuditRecord Of(string what, Hl7Sender sender, Hl7Message? message, DateTimeOffset time) =>
        AuditRecord.Of(what, sender.Name, sender.Remote, time) with
        {
            TlsSubject = sender.TlsSubject,
            Door = sender.Door switch
            {
                Hl7Door.Port => "port",
                Hl7Door.TlsPort => "tls",
                Hl7Door.Folder => "folder",
                _ => null,
            },
            MessageType = message is null ? null : Start($"{message.Type}^{message.Event}"),
            ControlID = message is null ? null : Start(message.ControlID),
            SendingApplication = message is null ? null : Start(message.Header[3].First[1]),
            SendingFacility = message is null ? null : Start(message.Header[4].First[1]),
        };

    private static string Start(string text) => PrintableText.Start(text, Longest);
}
