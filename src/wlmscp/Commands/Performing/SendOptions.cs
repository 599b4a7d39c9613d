using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.CommandLine;
using Wlmscp.Commands.Editing;
using Wlmscp.Commands.Peers;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary>The arguments and options of <c>wlmscp mpps send</c>.</summary>
internal sealed class SendOptions
{
    private readonly PeerOptions _peer = new(SendCommand.Name, "an MPPS SCP");
    private readonly ChosenEntries _entries = new();
    private readonly Option<bool> _start = ValueParsers.Flag("--start", "the step begins: N-CREATE");
    private readonly Option<bool> _complete = ValueParsers.Flag("--complete", "the step was performed: N-SET");
    private readonly Option<bool> _discontinue = ValueParsers.Flag("--discontinue", "the step was given up: N-SET");

    private readonly Option<DiscontinuationReason?> _reason = ValueParsers.Choice(
        "--reason", "CODE", "why it was given up, a code of DCM (default: not said)",
        [.. DiscontinuationReason.All.Select(reason => (reason.Code, reason))]);

    private readonly Option<string?> _uid = ValueParsers.Text(
        "--uid", "UID", "SOP Instance UID of the performed step (default: a new one, begun before it ends)", ParseUID);

    private readonly Option<bool> _dryRun = ToolWords.DryRun();

    private (Option<bool> Option, PerformedStatus Status)[] Statuses =>
    [
        (_start, PerformedStatus.InProgress), (_complete, PerformedStatus.Completed),
        (_discontinue, PerformedStatus.Discontinued),
    ];

    /// <summary>Puts them into a command.</summary>
    public void AddTo(Command command)
    {
        _peer.AddTo(command, _start, _complete, _discontinue, _reason, _uid, _dryRun);
        _entries.AddTo(command);
        command.Validators.Add(Validate);
    }

    /// <summary>Reads a command line that was parsed without errors.</summary>
    /// <exception cref="ToolException">It is not clear what is to be sent, or for which entries.</exception>
    public SendSettings Read(ParseResult result)
    {
        (Option<bool> Option, PerformedStatus Status)[] given =
            [.. Statuses.Where(choice => result.GetValue(choice.Option))];
        if (given.Length == 0)
        {
            throw new ToolException(
                ExitCode.Usage, "not said what to send, expected --start, --complete or --discontinue");
        }

        (IReadOnlyList<string> areas, EntrySelection which, int most) = _entries.Read(result);
        return new SendSettings(_peer.Read(result), given[0].Status)
        {
            Areas = areas,
            Which = which,
            Most = most,
            Instance = result.GetValue(_uid) is { } uid ? new DicomUID(uid) : null,
            Reason = result.GetValue(_reason),
            IsDryRun = result.GetValue(_dryRun),
        };
    }

    private static Parsed<string?> ParseUID(string value) =>
        DicomUID.IsValid(value) ? new(value) : new(null, "a UID: numbers and dots, 64 characters at most");

    private void Validate(CommandResult result)
    {
        Option[] given = [.. Statuses.Select(choice => choice.Option).Where(option => result.GetValue(option))];
        if (given.Length > 1)
        {
            result.AddError($"{given[0].Name}: not with {given[1].Name}");
        }
        else if (given is [var only] && only != _discontinue && result.GetResult(_reason) is { Implicit: false })
        {
            result.AddError("--reason: without effect, expected --discontinue too");
        }
    }
}
