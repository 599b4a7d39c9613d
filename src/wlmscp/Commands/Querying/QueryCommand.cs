using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Commands.Editing;
using Wlmscp.Commands.Peers;
using Wlmscp.Terminal;
using WorklistScp.Network.Client;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Querying;

/// <summary><c>wlmscp query HOST PORT --called AET [KEY=VALUE...]</c>: asks a worklist SCP.</summary>
internal static class QueryCommand
{
    private const string Usage =
        "`wlmscp query` *HOST* *PORT* `--called` *AETITLE* [`--calling` *AETITLE*] [`--from` *FILE*] [`--dump`|`--json`|`--echo`] "
        + $"[`--cancel` *N*] [`--repeat` *N*] {PeerOptions.Usage} [*KEY=VALUE*...]";

    private static readonly DicomPresentationContext[] Contexts =
    [
        new(DicomUID.Verification, DicomTransferSyntax.ImplicitVRLittleEndian),
        new(DicomUID.ModalityWorklistInformationModelFind,
            DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian),
    ];

    private const string Prose = $$$"""
        Asks any worklist SCP, as a modality does, and shows what it answers in a table.
        Keys are those of `wlmscp list`:

            wlmscp query localhost 104 --called AETITLE_1 Modality=CT ScheduledProcedureStepStartDate=today

        {{{EntryText.TableProse}}}

        `--from` takes the query of a file, as a request file of the daemon has it, so that it is asked again; keys that are
        given besides count for more.

        `--dump` and `--json` show whole data sets: they ask for every attribute of the worklist (PS3.4 table K.6-1).
        A key without a value, such as `StudyID=`, is only returned; it is for attributes beyond that table.
        `--dump` prints them one below the other as `dcmdump`(1) does, but text in UTF-8, whatever its character set.
        `--json` prints an array of data sets in the DICOM JSON model (PS3.18 annex F):

            [{"00100020": {"vr": "LO", "Value": ["4711"]}, "00400100": {"vr": "SQ", "Value": [{"00080060": ...}]}}]

        `--repeat` asks again in the same association, says on standard error how long each answer took, and at the end
        least, median and most; shown are the matches of the last one.
        `--cancel` sends C-CANCEL after so many matches; those that were on their way still count.
        `--echo` asks for no worklist, only whether the peer answers C-ECHO:

            localhost:104 answered C-ECHO in 1.23 ms

        The exit code is 1 when nothing matches, 3 when the peer cannot be reached, rejects or aborts the association,
        or answers with a failure, whose status and Error Comment are shown.

        `--tls` encrypts, as `--anonymous-tls` of `findscu`(1) does; `--enable-tls` does it with a key of one's own,
        as most servers want it. The server's certificate must be valid, and of an authority that `--add-cert-file` or
        `--add-cert-dir` names; the authorities of the system do not count.
        Which host it is for is not verified, as DICOM devices are mostly addressed by number, and certified under
        another name: whoever has a certificate of these authorities may answer. With `--request-sni` it is:

            wlmscp query worklist.example 2762 --called AETITLE_1 --request-sni worklist.example \
                --add-cert-file authority.pem --enable-tls ct1.key ct1.pem

        Without `--tls` or `--enable-tls` options for it are refused, so that nothing goes out in the clear by mistake.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var options = new QueryOptions();
        var command = new Command("query", "ask a worklist SCP, as a modality does");
        options.AddTo(command);
        command.SetAction(result => ToolRunner.Run(
            "query", () => RunAsync(options.Read(result)).GetAwaiter().GetResult()));
        return new Tool(command, Usage, Prose)
        {
            Example = "wlmscp query localhost 104 --called AETITLE_1 Modality=CT",
        };
    }

    private static Dictionary<DicomUID, ReadOnlyMemory<byte>> Negotiate(QueryExtensions extensions)
    {
        var proposed = new Dictionary<DicomUID, ReadOnlyMemory<byte>>();
        if (extensions != QueryExtensions.None)
        {
            proposed[DicomUID.ModalityWorklistInformationModelFind] = ExtendedNegotiation.Encode(extensions);
        }

        return proposed;
    }

    private static async Task<int> RunAsync(QuerySettings settings)
    {
        if (settings.IsEcho)
        {
            return await PeerAssociation.UseAsync(
                settings.Peer, Contexts, client => new EchoAsker(client, settings).EchoAsync());
        }

        DicomDataset identifier = QueryIdentifier.Make(settings.File, settings.Keys, settings.Format);
        QueryAnswer answer = await PeerAssociation.UseAsync(
            settings.Peer with { ExtendedNegotiation = Negotiate(settings.Extensions) }, Contexts, client => new WorklistAsker(client, settings).FindAsync(identifier));
        QueryOutput.Write(answer, settings.Format);
        if (answer.Matches.Count > 0)
        {
            return ExitCode.Success;
        }

        StandardStreams.WriteError($"wlmscp query: no entries; of a wlmscp on this machine wlmscp explain says why");
        return ExitCode.Negative;
    }
}
