using Wlmscp.Tests.Mpps;
using Wlmscp.Tests.Querying;
using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Performing;

/// <summary><c>wlmscp mpps send</c>: what reaches an MPPS SCP, and what is said of its answers.</summary>
public sealed class MppsSendTests : IDisposable
{
    private const string UID = "1.2.276.0.7230010.3.4.100";
    private const string Success = "status 0000, success";

    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public MppsSendTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry { PatientName = "Händel^Georg", CharacterSet = "ISO_IR 100" });
        _area.Write("2.wl", new Entry
        {
            AccessionNumber = "00002", StepID = "SPD2", StudyInstanceUID = "1.2.276.0.7230010.3.2.102",
        });
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Start_SendsTheStepOfTheEntry_AndPrintsItsUID()
    {
        await using var peer = new MppsPeer();

        ProgramRun run = await RunAsync(
            0, peer.Port, "--start", "--calling", "CT1", _area.Path, "AccessionNumber=00001");

        DicomNRequest request = Assert.Single(peer.Requests);
        Assert.IsType<DicomNCreateRequest>(request);
        string uid = request.SOPInstance!.Value.UID;
        Assert.True(DicomUID.IsValid(uid));
        Assert.Equal($"{uid}\n", run.Output);
        Assert.Equal($"wlmscp mpps send: 127.0.0.1:{peer.Port}: N-CREATE {uid}: {Success}\n", run.Error);
        DicomDataset sent = request.Dataset!;
        Assert.Equal("IN PROGRESS", TextOf(sent, DicomTag.PerformedProcedureStepStatus));
        Assert.Equal("CT1", TextOf(sent, DicomTag.PerformedStationAETitle));
        Assert.Equal("Händel^Georg", TextOf(sent, DicomTag.PatientName));
        Assert.Equal("MR", TextOf(sent, DicomTag.Modality));
        DicomDataset step = Assert.Single(ItemsOf(sent, DicomTag.ScheduledStepAttributesSequence));
        Assert.Equal("1.2.276.0.7230010.3.2.101", TextOf(step, DicomTag.StudyInstanceUID));
        Assert.Equal("SPD1342", TextOf(step, DicomTag.ScheduledProcedureStepID));
        Assert.Equal("00001", TextOf(step, DicomTag.AccessionNumber));
    }

    [Fact]
    public async Task Complete_OfAUID_SendsTheEndAlone()
    {
        await using var peer = new MppsPeer();

        ProgramRun run = await RunAsync(
            0, peer.Port, "--complete", "--uid", UID, _area.Path, "AccessionNumber=00001");

        DicomNRequest request = Assert.Single(peer.Requests);
        Assert.IsType<DicomNSetRequest>(request);
        Assert.Equal(UID, request.SOPInstance!.Value.UID);
        Assert.Equal(
            ("", $"wlmscp mpps send: 127.0.0.1:{peer.Port}: N-SET {UID}: {Success}\n"), (run.Output, run.Error));
        Assert.Equal("COMPLETED", TextOf(request.Dataset!, DicomTag.PerformedProcedureStepStatus));
        DicomDataset series = Assert.Single(ItemsOf(request.Dataset!, DicomTag.PerformedSeriesSequence));
        Assert.Equal("EXAM74", TextOf(series, DicomTag.ProtocolName));
        Assert.True(DicomUID.IsValid(TextOf(series, DicomTag.SeriesInstanceUID)));
        Assert.Single(ItemsOf(series, DicomTag.ReferencedImageSequence));
    }

    [Theory]
    [InlineData("--complete", "COMPLETED")]
    [InlineData("--discontinue", "DISCONTINUED")]
    public async Task End_WithoutAUID_IsBegunFirst_InOneAssociation(string option, string status)
    {
        await using var peer = new MppsPeer();

        ProgramRun run = await RunAsync(0, peer.Port, option, _area.Path, "AccessionNumber=00001");

        Assert.Equal(
            ["IN PROGRESS", status],
            peer.Requests.Select(request => TextOf(request.Dataset!, DicomTag.PerformedProcedureStepStatus)));
        Assert.Single(peer.Requests.Select(request => request.Association).Distinct());
        string uid = Assert.Single(peer.Requests.Select(request => request.SOPInstance!.Value.UID).Distinct());
        Assert.Equal($"{uid}\n", run.Output);
        Assert.Equal(2, run.ErrorLines.Length);
    }

    [Fact]
    public async Task Reason_IsACodeWithItsMeaning()
    {
        await using var peer = new MppsPeer();

        await RunAsync(
            0, peer.Port, "--discontinue", "--reason", "110514", "--uid", UID, _area.Path, "AccessionNumber=00001");

        DicomDataset sent = Assert.Single(peer.Requests).Dataset!;
        DicomDataset reason = Assert.Single(
            ItemsOf(sent, DicomTag.PerformedProcedureStepDiscontinuationReasonCodeSequence));
        Assert.Equal(
            ("110514", "DCM", "Incorrect worklist entry selected"),
            (TextOf(reason, DicomTag.CodeValue), TextOf(reason, DicomTag.CodingSchemeDesignator),
                TextOf(reason, DicomTag.CodeMeaning)));
        DicomDataset series = Assert.Single(ItemsOf(sent, DicomTag.PerformedSeriesSequence));
        Assert.Empty(ItemsOf(series, DicomTag.ReferencedImageSequence));
    }

    [Theory]
    [InlineData(0x0107, "attribute list error")]
    [InlineData(0x0116, "attribute value out of range")]
    public async Task Warning_CountsAsDone(int status, string name)
    {
        await using var peer = new MppsPeer(new DicomResponse(new DicomStatus((ushort)status))
        {
            AttributeIdentifiers = status == 0x0107 ? [DicomTag.StudyID] : [],
        });

        ProgramRun run = await RunAsync(0, peer.Port, "--start", _area.Path, "AccessionNumber=00001");

        string attributes = status == 0x0107 ? ", (0020,0010)" : "";
        Assert.EndsWith($": status {status:X4}, {name}{attributes}\n", run.Error, StringComparison.Ordinal);
        Assert.Equal($"{Assert.Single(peer.Requests).SOPInstance!.Value.UID}\n", run.Output);
    }

    [Fact]
    public async Task Failure_IsShownWithItsComment_AndTheTerminalIsSafe()
    {
        await using var peer = new MppsPeer(new DicomResponse(new DicomStatus(0x0110))
        {
            ErrorID = 0xa710,
            ErrorComment = "may no longer be updated\u001b[2J",
        });

        ProgramRun run = await RunAsync(
            3, peer.Port, "--complete", "--uid", UID, _area.Path, "AccessionNumber=00001");

        Assert.Equal("", run.Output);
        Assert.Equal(
            $"wlmscp mpps send: 127.0.0.1:{peer.Port}: N-SET {UID}: status 0110, processing failure, Error ID A710: "
            + "may no longer be updated?[2J, expected success\n",
            run.Error);
    }

    [Fact]
    public async Task Failure_WithoutAComment_HasItsName()
    {
        await using var peer = new MppsPeer(new DicomResponse(new DicomStatus(0x0112)));

        ProgramRun run = await RunAsync(
            3, peer.Port, "--complete", "--uid", UID, _area.Path, "AccessionNumber=00001");

        Assert.EndsWith(": status 0112, no such SOP instance, expected success\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_OfTheBeginning_EndsNothing()
    {
        await using var peer = new MppsPeer(new DicomResponse(new DicomStatus(0x0111)));

        ProgramRun run = await RunAsync(3, peer.Port, "--complete", _area.Path, "AccessionNumber=00001");

        Assert.IsType<DicomNCreateRequest>(Assert.Single(peer.Requests));
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Abort_IsOneLine()
    {
        await using MppsPeer peer = MppsPeer.Aborting();

        ProgramRun run = await RunAsync(3, peer.Port, "--start", _area.Path, "AccessionNumber=00001");

        Assert.Equal("", run.Output);
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith(
            $"wlmscp mpps send: 127.0.0.1:{peer.Port}: association aborted: ", line, StringComparison.Ordinal);
        Assert.EndsWith(", expected an answer", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_WithoutMpps_IsOneLine()
    {
        await using var server = new ScriptedServer(options: null);

        ProgramRun run = await RunAsync(3, server.Port, "--start", _area.Path, "AccessionNumber=00001");

        Assert.Single(run.ErrorLines);
        Assert.Contains(", expected an MPPS SCP", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_WhereNobodyListens_IsOneLine()
    {
        string port = $"{FreePort.Find()}";

        ProgramRun run = await RunAsync(3, port, "--start", _area.Path, "AccessionNumber=00001");

        Assert.Equal(
            $"wlmscp mpps send: 127.0.0.1:{port}: Connection refused, expected an MPPS SCP that listens on this port\n",
            run.Error);
    }

    [Fact]
    public async Task SeveralEntries_AreRefused_UnlessAllAreMeant()
    {
        await using var peer = new MppsPeer();

        ProgramRun refused = await RunAsync(2, peer.Port, "--start", _area.Path, "PatientID=AV35674");
        Assert.Equal(
            "wlmscp mpps send: 2 entries match, expected at most 1: more keys, --max 2, or --all\n", refused.Error);
        Assert.Empty(peer.Requests);

        ProgramRun all = await RunAsync(0, peer.Port, "--start", "--all", _area.Path, "PatientID=AV35674");
        Assert.Equal(2, all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
        Assert.Equal(2, peer.Requests.Count);
    }

    [Theory]
    [InlineData(1, "no entry matches, expected one, offered or done", "--start", "AccessionNumber=9")]
    [InlineData(
        2, "--uid: for 2 entries, expected one entry", "--complete", "--uid", UID, "--all", "PatientID=AV35674")]
    [InlineData(2, "not said what to send, expected --start, --complete or --discontinue", "AccessionNumber=00001")]
    public async Task Selection_ThatCannotBe_IsOneLine_AndNothingIsSent(
        int exitCode, string expected, params string[] words)
    {
        await using var peer = new MppsPeer();

        ProgramRun run = await RunAsync(exitCode, peer.Port, [_area.Path, .. words]);

        Assert.Equal($"wlmscp mpps send: {expected}\n", run.Error);
        Assert.Empty(peer.Requests);
    }

    [Fact]
    public async Task Entry_ThatIsDone_IsEndedToo()
    {
        await using var peer = new MppsPeer();
        Directory.CreateDirectory(_area.Combine("done"));
        File.Move(_area.Combine("1.wl"), _area.Combine("done/1.wl"));

        await RunAsync(0, peer.Port, "--complete", "--uid", UID, _area.Path, "AccessionNumber=00001");

        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task Entry_ThatIsIncomplete_IsRefused()
    {
        await using var peer = new MppsPeer();
        _area.Write("3.wl", new Entry { AccessionNumber = "00003", StudyInstanceUID = "" });

        ProgramRun run = await RunAsync(5, peer.Port, "--start", _area.Path, "AccessionNumber=00003");

        Assert.StartsWith("wlmscp mpps send: 3.wl: incomplete, expected ", run.Error, StringComparison.Ordinal);
        Assert.Empty(peer.Requests);
    }

    [Fact]
    public async Task DryRun_PrintsWhatItWouldSend()
    {
        string port = $"{FreePort.Find()}";

        ProgramRun run = await RunAsync(0, port, "--complete", "--dry-run", _area.Path, "AccessionNumber=00001");

        Assert.Contains("CS [IN PROGRESS]", run.Output, StringComparison.Ordinal);
        Assert.Contains("CS [COMPLETED]", run.Output, StringComparison.Ordinal);
        Assert.Equal("wlmscp: --dry-run: nothing is changed\n", run.Error);
    }

    [Theory]
    [InlineData("--start: not with --discontinue", "--start", "--discontinue")]
    [InlineData("--reason: without effect, expected --discontinue too", "--complete", "--reason", "110514")]
    [InlineData(
        "--reason: '1', expected one of 110500, 110501, 110502, 110503, 110504, 110505, 110506, 110507, 110508, 110509, "
        + "110510, 110511, 110512, 110513, 110514, 110515, 110516, 110518, 110519", "--discontinue", "--reason", "1")]
    [InlineData(
        "--uid: '1.02', expected a UID: numbers and dots, 64 characters at most",
        "--complete", "--uid", "1.02")]
    [InlineData(
        "mpps send: unknown option '--x', expected one that wlmscp mpps send --help shows", "--start", "--x")]
    public async Task CommandLine_ThatIsWrong_IsOneLine(string expected, params string[] words) =>
        Assert.Equal($"wlmscp: {expected}\n", (await RunAsync(2, "104", words)).Error);

    // Both sides are wlmscp: the daemon knows the entry again, and takes it off the list.
    [Fact]
    public async Task Daemon_FindsTheEntry_AndTakesItOffTheList()
    {
        using var scene = new MppsScene();
        await using WlmscpProcess daemon = await scene.StartAsync("--mpps-strict");
        string[] entry = [scene.Area.Path, "AccessionNumber=00001"];
        ProgramRun start = await RunAsync(0, $"{daemon.Port}", ["--start", .. entry]);
        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));

        await RunAsync(0, $"{daemon.Port}", ["--complete", "--uid", start.Output.Trim(), .. entry]);
        Assert.Empty(await MppsScene.StatusesAsync(daemon));

        ProgramRun again = await RunAsync(3, $"{daemon.Port}", ["--complete", "--uid", start.Output.Trim(), .. entry]);
        Assert.Contains(": status 0110, processing failure, Error ID A710: ", again.Error, StringComparison.Ordinal);
    }

    // Without images, but not without a series: a step that ends has to have one.
    [Theory]
    [InlineData("--reason", "110514", "SCHEDULED")]
    [InlineData("--reason", "110500", "")]
    [InlineData("", "", "SCHEDULED")]
    public async Task StrictDaemon_TakesAStepThatIsGivenUp(string option, string reason, string status)
    {
        using var scene = new MppsScene();
        await using WlmscpProcess daemon = await scene.StartAsync("--mpps-strict");

        await RunAsync(
            0, $"{daemon.Port}",
            [
                "--discontinue", .. option.Length == 0 ? Array.Empty<string>() : [option, reason], scene.Area.Path,
                "AccessionNumber=00001",
            ]);

        Assert.Equal(status, string.Join(' ', await MppsScene.StatusesAsync(daemon)));
    }

    private static string TextOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? text) ? text : "(none)";

    private static IReadOnlyList<DicomDataset> ItemsOf(DicomDataset dataset, DicomTag tag)
    {
        Assert.True(dataset.TryGetSequence(tag, out DicomSequence? sequence));
        return sequence.Items;
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, string port, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            ["mpps", "send", "127.0.0.1", port, "--called", "AETITLE_1", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        return run;
    }
}
