using Microsoft.Extensions.Logging;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Hl7;

/// <summary>The line of the log that each message has. Nothing in it is of a patient.</summary>
internal static class MessageLog
{
    private const int Longest = 64;

    /// <summary>
    /// Writes it: at level info, and as a warning where the message was refused, has lost a value, or meant an entry that is
    /// not there.
    /// </summary>
    /// <param name="logger">The log.</param>
    /// <param name="report">What became of the message.</param>
    public static void Write(ILogger logger, MessageReport report)
    {
        Hl7Sender sender = report.Sender;
        var text = new MessageText(report.Message);
        string codes =
            report.Answers.Count == 0
                ? "no answer wanted"
                : string.Join(", ", report.Answers.Select(answer => answer.Code));
        string[] doubts = [.. FindDoubts(report)];
        if (report.Faults.FirstOrDefault(fault => fault.IsError) is { } error)
        {
            WriteRefused(logger, sender, text, codes, error.WithDetail);
        }
        else if (doubts.Length > 0)
        {
            string more = doubts.Length > 1 ? $" ({doubts.Length - 1} more)" : "";
            WriteDoubtful(logger, sender, text, codes, doubts[0] + more);
        }
        else if (report.Faults.FirstOrDefault(IsOfWhole) is { } warning)
        {
            WriteDone(logger, sender, text, $"{codes}, {warning}");
        }
        else
        {
            WriteDone(logger, sender, text, codes);
        }
    }

    // Such as that a newer message counts. What is about a field, most messages of a site have.
    private static bool IsOfWhole(Hl7Fault fault) => fault is { Severity: Hl7Severity.Warning, Path: null };

    private static IEnumerable<string> FindDoubts(MessageReport report) =>
    [
        .. report.Entries.Where(entry => entry.Outcome is EditOutcome.Absent)
            .Select(entry => $"{entry.Step?.Place}: it is not in storage area {entry.Area}, nothing is changed").Distinct(),
        .. (report.Meaning?.Notes ?? []).Where(note => note.Kind is Hl7NoteKind.Dropped or Hl7NoteKind.Cut)
            .Select(note => PrintableText.Of($"{note}")).Distinct(),
    ];

    private static void WriteRefused(ILogger logger, Hl7Sender sender, MessageText text, string codes, string fault)
    {
        if (sender.Remote is null)
        {
            Hl7Events.FileMessageRefused(logger, sender.Name, text, codes, fault);
        }
        else
        {
            Hl7Events.MessageRefused(logger, sender.Name, text, sender.Peer, codes, fault);
        }
    }

    private static void WriteDoubtful(ILogger logger, Hl7Sender sender, MessageText text, string codes, string fault)
    {
        if (sender.Remote is null)
        {
            Hl7Events.FileMessageDoubtful(logger, sender.Name, text, codes, fault);
        }
        else
        {
            Hl7Events.MessageDoubtful(logger, sender.Name, text, sender.Peer, codes, fault);
        }
    }

    private static void WriteDone(ILogger logger, Hl7Sender sender, MessageText text, string codes)
    {
        if (sender.Remote is null)
        {
            Hl7Events.FileMessageDone(logger, sender.Name, text, codes);
        }
        else
        {
            Hl7Events.MessageDone(logger, sender.Name, text, sender.Peer, codes);
        }
    }

    /// <summary><c>ORM^O01 4711 of RIS|HOSPITAL</c>: MSH-9, 10, 3 and 4; made only when it is written.</summary>
    internal readonly record struct MessageText(Hl7Message? Message)
    {
        /// <inheritdoc/>
        public override string ToString() => Message is null
            ? "a message without a readable MSH"
            : $"{Start($"{Message.Type}^{Message.Event}")} {Start(Message.ControlID)} of "
                + $"{Start(Message.Header[3].First[1])}|{Start(Message.Header[4].First[1])}";

        private static string Start(string text) => PrintableText.Start(text, Longest);
    }
}
