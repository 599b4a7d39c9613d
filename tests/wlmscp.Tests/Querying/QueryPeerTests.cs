using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Querying;

/// <summary><c>wlmscp query</c> against peers that do not answer as they should: one line, exit code 3.</summary>
public sealed class QueryPeerTests
{
    private const string WithoutTls =
        "expected a worklist SCP without TLS that lets this address in; --tls asks one with TLS";

    [Theory]
    [InlineData("03000000000400010107", "association rejected: result 1, source 1, reason 7 (called AE title ",
        "expected --called with an AE title of the peer, letter case counts: of wlmscp and wlmscpfs that is a storage area")]
    [InlineData("03000000000400010103", "association rejected: result 1, source 1, reason 3 (calling AE title ",
        "expected a peer that allows the calling AE title WLMSCP, or --calling with one that it allows")]
    [InlineData("03000000000400020302", "association rejected: result 2, source 3, reason 2 (local limit exceeded)",
        "expected a peer that is not busy; try again later")]
    [InlineData("07000000000400000200", "association aborted: ServiceProvider, NotSpecified", WithoutTls)]
    [InlineData("485454502F312E312034303020426164", "association aborted by this side: ", WithoutTls)] // HTTP/1.1 400 Bad
    [InlineData("02000000000100", "association aborted by this side: ", WithoutTls)] // A-ASSOCIATE-AC, far too short
    [InlineData("", "association lost: the peer closed the connection, ", WithoutTls)]
    public async Task Peer_ThatDoesNotAssociate_IsOneLine_WithTheLikeliestCause(string answer, string problem, string expected)
    {
        await using var peer = new BytePeer(answer);

        ProgramRun run = await RunAsync(3, peer.Port);

        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith($"wlmscp query: 127.0.0.1:{peer.Port}: {problem}", line, StringComparison.Ordinal);
        Assert.EndsWith($", {expected}", line, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0200")] // the beginning of an A-ASSOCIATE-AC
    public async Task Peer_ThatIsSilent_IsGivenUp(string answer)
    {
        await using var peer = new BytePeer(answer, isOpen: true);

        ProgramRun run = await RunAsync(3, peer.Port, "--timeout", "1");

        Assert.Contains(" 1 s, ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_WhereNobodyListens_IsOneLine()
    {
        string port = $"{FreePort.Find()}";

        ProgramRun run = await RunAsync(3, port);

        Assert.Equal($"wlmscp query: 127.0.0.1:{port}: Connection refused, expected a worklist SCP that listens on this port\n", run.Error);
    }

    [Fact]
    public async Task Failure_IsShownWithItsCommentAndElements_AndTheTerminalIsSafe()
    {
        await using var server = new ScriptedServer(null, new DicomCFindResponse(DicomStatus.OutOfResources)
        {
            ErrorComment = "locked\u001b[2J",
            OffendingElements = [DicomTag.PatientID],
        });

        ProgramRun run = await RunAsync(3, server.Port);

        Assert.Equal(
            $"wlmscp query: 127.0.0.1:{server.Port}: status A700, (0010,0020): locked?[2J, expected success\n",
            run.Error);
    }

    [Theory]
    [InlineData(0xa700)]
    [InlineData(0xa900)]
    [InlineData(0x0122)]
    [InlineData(0xc000)]
    public async Task Failure_OfAnyStatus_EndsTheAssociationInOrder(int status)
    {
        await using var server = new ScriptedServer(null, new DicomCFindResponse(new DicomStatus((ushort)status)));

        await RunAsync(3, server.Port);

        Assert.Equal("#1: released", await server.End);
    }

    [Fact]
    public async Task Failure_AfterMatches_ShowsNoneOfThem()
    {
        await using var server = new ScriptedServer(
            null,
            new DicomCFindResponse(DicomStatus.Pending, new DicomDataset()),
            new DicomCFindResponse(DicomStatus.UnableToProcess));

        ProgramRun run = await RunAsync(3, server.Port);

        Assert.Equal("", run.Output);
        Assert.Equal(
            $"wlmscp query: 127.0.0.1:{server.Port}: status C000: no Error Comment, expected success\n", run.Error);
    }

    [Fact]
    public async Task Peer_WithoutWorklists_IsOneLine_ButAnswersEcho()
    {
        await using var server = new ScriptedServer(new DicomServices());

        ProgramRun run = await RunAsync(3, server.Port);

        Assert.Equal(
            $"wlmscp query: 127.0.0.1:{server.Port}: no presentation context for worklists accepted, "
            + "expected a worklist SCP\n",
            run.Error);
        Assert.Matches(
            $"^127.0.0.1:{server.Port} answered C-ECHO in [0-9]+\\.[0-9][0-9] ms\n$",
            (await RunAsync(0, server.Port, "--echo")).Output);
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, string port, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["query", "127.0.0.1", port, "--called", "AETITLE_1", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        return run;
    }
}
