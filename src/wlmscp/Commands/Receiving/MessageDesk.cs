using Microsoft.Extensions.Logging.Abstractions;
using Wlmscp.Configuration;
using Wlmscp.Hl7;
using WorklistScp.Hl7;
using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Commands.Receiving;

/// <summary>Carries out messages of files as the daemon would, one after the other.</summary>
/// <param name="directory">The directory of the storage areas.</param>
/// <param name="configuration">The configuration file of the daemon; null: there is none.</param>
/// <exception cref="ToolException">The configuration is wrong.</exception>
internal sealed class MessageDesk(string directory, string? configuration)
{
    private readonly Hl7Rules _rules = ConfigurationFile.ReadForTool(configuration).Hl7;

    /// <summary>Carries them out, or only tells what they would do.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="isDryRun">Whether nothing is to be changed.</param>
    /// <param name="show">Prints what became of a message.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="ToolException">There is no such directory.</exception>
    public int Handle(IReadOnlyList<MessageFile> messages, bool isDryRun, Action<MessageReport> show)
    {
        if (!Directory.Exists(directory))
        {
            throw new ToolException(
                ExitCode.Failed,
                $"--dir {directory}: no such directory, expected the one that holds the storage areas");
        }

        using var areas = new StorageAreas(
            directory, new StorageAreaOptions { RescanInterval = TimeSpan.Zero }, NullLogger.Instance, TimeProvider.System);
        using var editors = new AreaEditors(areas);
        var desk = new OrderDesk(areas, editors, () => _rules, isDryRun, NullLogger.Instance, TimeProvider.System);
        int exitCode = ExitCode.Success;
        foreach (MessageFile message in messages)
        {
            MessageReport report =
                desk.HandleAsync(message.Bytes, message.Sender, CancellationToken.None).GetAwaiter().GetResult();
            show(report);
            exitCode = Math.Max(exitCode, ExitCodeFor(Hl7Acknowledger.CodeFor(report.Message, report.Faults)));
        }

        return exitCode;
    }

    /// <summary>Carries them out, or only tells what they would do, and prints that for programs.</summary>
    /// <inheritdoc cref="Handle"/>
    public int HandleAsJson(IReadOnlyList<MessageFile> messages, bool isDryRun)
    {
        var reports = new List<(MessageReport, Hl7Explanation?)>();
        int exitCode = Handle(messages, isDryRun, report => reports.Add((report, Explain(report))));
        ReportJson.Write(reports);
        return exitCode;
    }

    /// <summary>Tells how a message was understood; null: it cannot be read.</summary>
    public static Hl7Explanation? Explain(MessageReport report) => report is { Message: { } message, Meaning: not null }
        ? Hl7Interpreter.Explain(message, report.Options, TimeProvider.System.GetLocalNow())
        : null;

    private static int ExitCodeFor(Hl7AcknowledgementCode code) => code switch
    {
        Hl7AcknowledgementCode.AA => ExitCode.Success,
        Hl7AcknowledgementCode.AE => ExitCode.Refused,
        _ => ExitCode.Failed,
    };
}
