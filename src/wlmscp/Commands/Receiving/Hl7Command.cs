using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Hl7;
using Wlmscp.Terminal;
using WorklistScp.Hl7.Messages;

namespace Wlmscp.Commands.Receiving;

/// <summary>
/// <c>wlmscp hl7 --dir DIR FILE...</c>: carries out the HL7 messages of files, as the daemon does those of its port.
/// </summary>
internal static class Hl7Command
{
    private const string Prose = $$"""
        Carries out HL7 messages of version 2, as the daemon does with `--hl7-port`, and prints what each is answered,
        segments in lines:

            wlmscp hl7 --dir /export/services/worklist orders.hl7

        A file has one message or several, with or without the segments of a batch (FHS, BHS, BTS, FTS); segments end
        with CR, LF, or both. `-` is standard input. All files are read before the first message is carried out; then
        each has an outcome of its own, and the others go on when one is refused. A sender that wants no answer gets
        none here either.

        `--dry-run` changes nothing, and prints behind the answer what would become of each entry, and what changes in it;
        each value that was made up, or is of the settings, and of what; what was cut, adapted or dropped; and each field
        that was not used, and why. All messages meet the worklist as it is: what one of them would do, the next one does
        not see. `wlmscp explain --hl7` says more of one message.

        {{ReportJson.Prose}}

        The exit code is 5 when a message was refused for what it says (AE), else 3 when one was rejected, because it is
        of a kind that is not taken, or because it could not be carried out now (AR).
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string[]> files = ToolWords.Paths("FILE...", 1, "files with HL7 messages");
        Option<string?> directory = ValueParsers.Text(
            "--dir", "DIR", "the directory of the storage areas, --dir of the daemon");
        directory.Required = true;
        Option<string?> config = ToolWords.Config("the configuration file of the daemon, which says more of messages");
        Option<bool> dryRun = ToolWords.DryRun();
        Option<bool> json = ToolWords.Json();
        var command = new Command("hl7", "carry out HL7 messages: orders and patient updates")
        {
            files, directory, config, dryRun, json,
        };
        command.SetAction(result => ToolRunner.Run(
            "hl7",
            () => Run(
                new MessageDesk(result.GetRequiredValue(directory)!, result.GetValue(config)),
                result.GetRequiredValue(files), result.GetValue(dryRun), result.GetValue(json))));
        return new Tool(command, "`wlmscp hl7` [`--dry-run`] [`--json`] [`--config` *FILE*] `--dir` *DIR* *FILE*...", Prose)
        {
            Example = "wlmscp hl7 --dir /export/services/worklist orders.hl7",
        };
    }

    private static int Run(MessageDesk desk, string[] files, bool isDryRun, bool isJson)
    {
        MessageFile[] messages = [.. files.SelectMany(MessageFile.Read)];
        ToolConsole.SayDryRun(isDryRun);
        return isJson
            ? desk.HandleAsJson(messages, isDryRun)
            : desk.Handle(messages, isDryRun, isDryRun ? Show : Answer);
    }

    private static void Answer(MessageReport report)
    {
        AnswerOutput.Write(report.Answers);
        foreach (Hl7Fault fault in ReportText.FindOwn(report).Where(fault => fault.IsError || fault.Severity == Hl7Severity.Warning))
        {
            StandardStreams.WriteError($"wlmscp hl7: {report.Sender.Name}: {fault.WithDetail}");
        }
    }

    private static void Show(MessageReport report)
    {
        AnswerOutput.Write(report.Answers);
        ReportText.WriteFaults(report);
        ReportText.WriteEntries(report);
        ReportText.WriteNotes(report);
        ReportText.WriteUnused(MessageDesk.Explain(report));
    }
}
