
namespace Wlmscp.Commands.Receiving;

/// <summary>Says why messages do what they do; nothing is changed.</summary>
internal static class MessageExplanation
{
    /// <summary>What help says of it.</summary>
    public const string Prose = $$"""
        With `--hl7` it says what HL7 messages would do, and why: of each field, what it says and which attribute it
        becomes with which value, or why nothing comes of it; then what ORC-1 and ORC-5 ask for, which storage area and
        which entries are meant, whether a newer message counts, what would change, each value that is made up, and the
        answer. The exit code is that of `wlmscp hl7`. There is nothing of a query then:

            wlmscp explain --hl7 order.hl7 --dir /export/services/worklist

        {{ReportJson.Prose}}
        """;

    /// <summary>Explains the messages of a file.</summary>
    /// <param name="path">The file; <c>-</c>: standard input.</param>
    /// <param name="desk">Who would carry them out.</param>
    /// <param name="isJson">Whether for programs.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="ToolException">A file or directory cannot be read.</exception>
    public static int Run(string path, MessageDesk desk, bool isJson)
    {
        IReadOnlyList<MessageFile> messages = MessageFile.Read(path);
        return isJson
            ? desk.HandleAsJson(messages, isDryRun: true)
            : desk.Handle(
                messages, isDryRun: true,
                report => new ExplanationLines(report, MessageDesk.Explain(report)).Write());
    }
}
