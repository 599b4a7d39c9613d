using Microsoft.Extensions.Logging;
using WorklistScp.Hl7.Messages;

namespace Wlmscp.Hl7;

/// <summary>The line of the log that each message has. Nothing in it is of a patient.</summary>
internal static class MessageLog
{
    private const int Longest = 64;

    /// <summary>Writes it: a message that was carried out at level info, another one as a warning.</summary>
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
        Hl7Fault? error = report.Faults.FirstOrDefault(fault => fault.IsError);
        if (error is null && report.Faults.FirstOrDefault(IsOfWhole) is { } warning)
        {
            codes += $", {warning}";
        }

        if (sender.Remote is null)
        {
            WriteOfFile(logger, sender, text, codes, error);
        }
        else if (error is not null)
        {
            Hl7Events.MessageRefused(logger, sender.Name, text, sender.Peer, codes, error);
        }
        else
        {
            Hl7Events.MessageDone(logger, sender.Name, text, sender.Peer, codes);
        }
    }

    // Such as that a newer message counts. What is about a field, most messages of a site have.
    private static bool IsOfWhole(Hl7Fault fault) => fault is { Severity: Hl7Severity.Warning, Path: null };

    private static void WriteOfFile(
        ILogger logger, Hl7Sender sender, MessageText text, string codes, Hl7Fault? error)
    {
        if (error is not null)
        {
            Hl7Events.FileMessageRefused(logger, sender.Name, text, codes, error);
        }
        else
        {
            Hl7Events.FileMessageDone(logger, sender.Name, text, codes);
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
