using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Commands.Editing;
using Wlmscp.Commands.Peers;
using Wlmscp.Terminal;
using WorklistScp.Network.Client;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary>
/// <c>wlmscp mpps send HOST PORT --called AET AREA KEY=VALUE...</c>: tells an MPPS SCP that a step is performed.
/// </summary>
internal static class SendCommand
{
    /// <summary>How it is called.</summary>
    public const string Name = "mpps send";

    private const string Usage =
        "`wlmscp mpps send` *HOST* *PORT* `--called` *AETITLE* [`--calling` *AETITLE*] "
        + "`--start`|`--complete`|`--discontinue` [`--reason` *CODE*] [`--uid` *UID*] "
        + $"{PeerOptions.Usage} {ChosenEntries.Usage} {ChosenAreas.Usage} *KEY=VALUE*...";

    private static readonly DicomPresentationContext[] Contexts =
    [
        new(DicomUID.ModalityPerformedProcedureStep,
            DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian),
    ];

    private static readonly string Prose = $$"""
        Tells any MPPS SCP, as a modality does, that the step of a worklist entry is performed: to try out what it makes
        of that. The entry is read in its storage area, and stays as it is there; it may be offered, or be done.

        `--start` sends N-CREATE, and prints the SOP Instance UID of the performed step, which `--uid` takes afterwards:

            wlmscp mpps send ris 104 --called RIS --start CT_1 PatientID=4711 > uid
            wlmscp mpps send ris 104 --called RIS --complete --uid "$(cat uid)" CT_1 PatientID=4711

        `--complete` and `--discontinue` send N-SET for that UID. Without `--uid` they send N-CREATE and then N-SET for
        a new one, which they print, in one association. With `--start` it is the UID to send, such as one that is there
        already.
        A completed step has one series with one image, both made up; one that was discontinued has none.
        `--calling` is the station that performs it. Dates and times are those of now, by the clock of this machine.

        `--reason` says why a step is discontinued, by a code of DCM (PS3.16 CID 9300):

        {{string.Join('\n', DiscontinuationReason.All.Select(reason => $"    {reason.Code}  {reason.Meaning}"))}}

        Each answer is a line on standard error: status, what that means, and the Error Comment. The exit code is 0 as
        well when it is a warning, 0107 or 0116; 1 when no entry matches, 3 when the peer cannot be reached, rejects or
        aborts the association, or answers with a failure: nothing is sent after that.

        {{ChosenEntries.Prose}}
        It prints the data sets as dump text. Encryption is that of `wlmscp query`.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var options = new SendOptions();
        var command = new Command("send", "tell an MPPS SCP of a performed step, as a modality does");
        options.AddTo(command);
        command.SetAction(result => ToolRunner.Run(
            Name, () => RunAsync(options.Read(result)).GetAwaiter().GetResult()));
        return new Tool(command, Usage, Prose)
        {
            Example = "wlmscp mpps send localhost 104 --called AETITLE_1 --start AETITLE_1 PatientID=4711",
        };
    }

    private static async Task<int> RunAsync(SendSettings settings)
    {
        IReadOnlyList<DicomDataset> entries = PerformedEntries.Read(settings.Areas, settings.Which, settings.Most);
        if (entries.Count > 1 && settings.Instance is not null)
        {
            throw new ToolException(ExitCode.Usage, $"--uid: for {entries.Count} entries, expected one entry");
        }

        IEnumerable<StepMessage> messages =
            entries.SelectMany(entry => StepMessage.AllOf(entry, settings, TimeProvider.System));
        if (settings.IsDryRun)
        {
            ToolConsole.SayDryRun(isDryRun: true);
            DumpOutput.Write(
                messages.Select(message => message.Dataset), DicomTransferSyntax.ExplicitVRLittleEndian);
            return ExitCode.Success;
        }

        return await PeerAssociation.UseAsync(
            settings.Peer, Contexts, client => new StepSender(client, settings.Peer).SendAsync(messages));
    }
}
