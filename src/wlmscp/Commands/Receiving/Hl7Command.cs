using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Wlmscp.CommandLine;
using Wlmscp.Configuration;
using Wlmscp.Formats;
using Wlmscp.Hl7;
using Wlmscp.Terminal;
using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Messages;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;

namespace Wlmscp.Commands.Receiving;

/// <summary>
/// <c>wlmscp hl7 --dir DIR FILE...</c>: carries out the HL7 messages of files, as the daemon does those of its port.
/// </summary>
internal static class Hl7Command
{
    private const string Prose = """
        Carries out HL7 messages of version 2, as the daemon does with `--hl7-port`, and prints what each is answered,
        segments in lines:

            wlmscp hl7 --dir /export/services/worklist orders.hl7

        A file has one message or several, with or without the segments of a batch (FHS, BHS, BTS, FTS); segments end
        with CR, LF, or both. `-` is standard input. All files are read before the first message is carried out; then
        each has an outcome of its own, and the others go on when one is refused. A sender that wants no answer gets
        none here either.

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
        var command = new Command("hl7", "carry out HL7 messages: orders and patient updates")
        {
            files, directory, config, dryRun,
        };
        command.SetAction(result => ToolRunner.Run(
            "hl7",
            () => Run(
                result.GetRequiredValue(directory)!, result.GetRequiredValue(files), result.GetValue(config),
                result.GetValue(dryRun))));
        return new Tool(command, "`wlmscp hl7` [`--dry-run`] [`--config` *FILE*] `--dir` *DIR* *FILE*...", Prose)
        {
            Example = "wlmscp hl7 --dir /export/services/worklist orders.hl7",
        };
    }

    private static int Run(string directory, string[] files, string? configuration, bool isDryRun)
    {
        Hl7Rules rules = ReadRules(configuration);
        if (!Directory.Exists(directory))
        {
            throw new ToolException(
                ExitCode.Failed,
                $"--dir {directory}: no such directory, expected the one that holds the storage areas");
        }

        (Hl7Sender Sender, ReadOnlyMemory<byte> Bytes)[] messages = [.. files.SelectMany(Read)];
        ToolConsole.SayDryRun(isDryRun);
        using var areas = new StorageAreas(
            directory, new StorageAreaOptions { RescanInterval = TimeSpan.Zero }, NullLogger.Instance, TimeProvider.System);
        using var receiver = new OrderDesk(areas, () => rules, isDryRun, NullLogger.Instance, TimeProvider.System);
        using Stream output = Console.OpenStandardOutput();
        int exitCode = ExitCode.Success;
        foreach ((Hl7Sender sender, ReadOnlyMemory<byte> bytes) in messages)
        {
            foreach (Hl7Acknowledgement answer in
                receiver.ReceiveAsync(bytes, sender, CancellationToken.None).GetAwaiter().GetResult())
            {
                Print(output, answer);
                exitCode = Math.Max(exitCode, ExitCodeFor(answer.Code));
            }
        }

        return exitCode;
    }

    private static Hl7Rules ReadRules(string? configuration)
    {
        try
        {
            return configuration is null ? new Hl7Rules() : ConfigurationFile.Read(configuration, []).Hl7;
        }
        catch (ConfigurationException e)
        {
            throw new ToolException(ExitCode.Failed, $"--config {e.Message}");
        }
    }

    private static IEnumerable<(Hl7Sender Sender, ReadOnlyMemory<byte> Bytes)> Read(string path)
    {
        Hl7BatchMessage[] messages = [.. Hl7Batch.Split(InputFile.ReadBytes(path))];
        return messages.Length > 0
            ? messages.Select(message => (new Hl7Sender($"{path}:{message.Line}", ""), message.Bytes))
            : throw new ToolException(
                ExitCode.Failed, $"{path}: no HL7 message, expected one at least, which begins with MSH");
    }

    // In the character set of the message, which MSH-18 names.
    private static void Print(Stream output, Hl7Acknowledgement answer)
    {
        byte[] lines = answer.Bytes.ToArray();
        lines.AsSpan().Replace((byte)'\r', (byte)'\n');
        output.Write(lines);
    }

    private static int ExitCodeFor(Hl7AcknowledgementCode code) => code switch
    {
        Hl7AcknowledgementCode.AA or Hl7AcknowledgementCode.CA => ExitCode.Success,
        Hl7AcknowledgementCode.AE or Hl7AcknowledgementCode.CE => ExitCode.Refused,
        _ => ExitCode.Failed,
    };
}
