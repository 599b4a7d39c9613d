using System.Globalization;
using System.Text;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Storage.Sending;

/// <summary>A message that is to be sent on to another program, as it lies in an <see cref="Outbox"/>.</summary>
/// <param name="Target">Whom it is for, as the command line names him.</param>
/// <param name="Operation">What it is, in a word: <c>N-CREATE</c>.</param>
/// <param name="Subject">What it is about; those about one subject are sent in the order in which they came.</param>
/// <param name="Sender">In whose name it is sent; empty: in the own.</param>
/// <param name="Body">What is sent.</param>
public sealed record OutgoingMessage(
    string Target, string Operation, string Subject, string Sender, ReadOnlyMemory<byte> Body)
{
    /// <summary>The operation without which all others about the same subject mean nothing.</summary>
    public const string FirstOperation = "N-CREATE";

    private const string FirstLine = "wlmscp outgoing message 1";

    /// <summary>Why it is not sent any more; null: it is.</summary>
    public string? Failure { get; init; }

    /// <summary>The subject of messages about a scheduled step; that of those about a performed step is its UID.</summary>
    public static string SubjectOf(EntryKey step) => $"{step.StudyInstanceUID} {step.StepID}";

    /// <summary>Reads what <see cref="ToBytes"/> has written; null: it is something else.</summary>
    public static OutgoingMessage? Parse(ReadOnlyMemory<byte> bytes)
    {
        int end = bytes.Span.IndexOf("\n\n"u8);
        if (end < 0 || Encoding.UTF8.GetString(bytes.Span[..end]).Split('\n') is not [FirstLine, .. var lines])
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in lines)
        {
            string[] parts = line.Split(": ", 2);
            values[parts[0]] = parts[^1];
        }

        return values.TryGetValue("to", out string? target) && values.TryGetValue("operation", out string? operation)
            && values.TryGetValue("about", out string? subject)
            ? new OutgoingMessage(target, operation, subject, values.GetValueOrDefault("from", ""), bytes[(end + 2)..])
            {
                Failure = values.GetValueOrDefault("failed"),
            }
            : null;
    }

    /// <summary>Lines that people can read, an empty one, then the body.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder().Append(FirstLine).Append('\n');
        Append("to", Target);
        Append("operation", Operation);
        Append("about", Subject);
        Append("from", Sender.Length == 0 ? null : Sender);
        Append("failed", Failure);
        return [.. Encoding.UTF8.GetBytes(head.Append('\n').ToString()), .. Body.Span];

        void Append(string name, string? value)
        {
            if (value is not null)
            {
                head.Append(CultureInfo.InvariantCulture, $"{name}: {PrintableText.Of(value)}\n");
            }
        }
    }
}
