using System.Runtime.InteropServices;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps;

/// <summary>Each setting of the section <c>mpps</c> of the configuration file, by calling AE title, and after SIGHUP.</summary>
public sealed class MppsSettingTests : IDisposable
{
    private const string Modality = "MODALITY";

    private readonly MppsScene _scene = new();

    private string Config => Path.Join(_scene.Root, "wlmscp.json");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    // What a modality does not say is as the section has it.
    [Theory]
    [InlineData("{}", Modality, "STARTED")]
    [InlineData("{ 'showStarted': false }", Modality, "")]
    [InlineData("{ 'modalities': [ { 'callingAETitle': 'US_1', 'showStarted': false } ] }", Modality, "STARTED")]
    [InlineData("{ 'modalities': [ { 'callingAETitle': 'US_1', 'showStarted': false } ] }", "US_1", "")]
    [InlineData(
        "{ 'showStarted': false, 'modalities': [ { 'callingAETitle': 'US_1', 'showStarted': true } ] }",
        "US_1", "STARTED")]
    [InlineData("{ 'showStarted': false, 'modalities': [ { 'callingAETitle': 'US_1' } ] }", "US_1", "")]
    public async Task ShowStarted_SaysWhetherStepsAreOfferedMeanwhile(string section, string callingAETitle, string status)
    {
        await using WlmscpProcess daemon = await StartAsync(section);
        await using DicomClient client = await daemon.ConnectForMppsAsync(callingAETitle: callingAETitle);

        await MppsScene.BeginAsync(client);

        Assert.Equal(status, string.Join(' ', await MppsScene.StatusesAsync(daemon)));
        await MppsScene.EndAsync(client, "DISCONTINUED", reason: PerformedSteps.WrongEntry);
        Assert.Equal(["SCHEDULED"], await MppsScene.StatusesAsync(daemon));
    }

    [Theory]
    [InlineData("{}", Modality, "110501", "")]
    [InlineData("{ 'offerAgain': [ '110501', '110507' ] }", Modality, "110501", "SCHEDULED")]
    [InlineData("{ 'offerAgain': [ '110501', '110507' ] }", Modality, "110507", "SCHEDULED")]
    [InlineData("{ 'offerAgain': [ '110501', '110507' ] }", Modality, "110500", "")]
    [InlineData("{ 'modalities': [ { 'callingAETitle': 'US_1', 'offerAgain': '110500' } ] }", Modality, "110500", "")]
    [InlineData(
        "{ 'modalities': [ { 'callingAETitle': 'US_1', 'offerAgain': '110500' } ] }",
        "US_1", "110500", "SCHEDULED")]
    [InlineData(
        "{ 'offerAgain': '110501', 'modalities': [ { 'callingAETitle': 'US_1', 'offerAgain': '110500' } ] }",
        "US_1", "110501", "")]
    public async Task OfferAgain_SaysForWhichReasonsStepsComeBack(
        string section, string callingAETitle, string reason, string status)
    {
        await using WlmscpProcess daemon = await StartAsync(section);
        await using DicomClient client = await daemon.ConnectForMppsAsync(callingAETitle: callingAETitle);

        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client, "DISCONTINUED", reason: reason);

        Assert.Equal(status, string.Join(' ', await MppsScene.StatusesAsync(daemon)));
    }

    [Theory]
    [InlineData("{}", Modality, "SCHEDULED")]
    [InlineData("{ 'offerAbandoned': false }", Modality, "")]
    [InlineData("{ 'modalities': [ { 'callingAETitle': 'US_1', 'offerAbandoned': false } ] }", Modality, "SCHEDULED")]
    [InlineData("{ 'modalities': [ { 'callingAETitle': 'US_1', 'offerAbandoned': false } ] }", "US_1", "")]
    public async Task OfferAbandoned_SaysWhetherStepsComeBackThatWereOnlyLookedAt(
        string section, string callingAETitle, string status)
    {
        await using WlmscpProcess daemon = await StartAsync(section);
        await using DicomClient client = await daemon.ConnectForMppsAsync(callingAETitle: callingAETitle);

        await MppsScene.BeginAsync(client);
        DicomResponse answer = await client.ChangeAsync(
            MppsScene.UID, new DicomDataset(Keys.Key(DicomTag.PerformedProcedureStepStatus, "DISCONTINUED")));

        Assert.Equal(DicomStatus.Success, answer.Status);
        Assert.Equal(status, string.Join(' ', await MppsScene.StatusesAsync(daemon)));
    }

    [Theory]
    [InlineData("{ 'idleTime': '1h' }", Modality, "DISCONTINUED")]
    [InlineData("{ 'idleTime': '1h', 'idleStatus': 'COMPLETED' }", Modality, "COMPLETED")]
    [InlineData(
        "{ 'modalities': [ { 'callingAETitle': 'US_1', 'idleTime': '1h', 'idleStatus': 'COMPLETED' } ] }",
        "US_1", "COMPLETED")]
    [InlineData(
        "{ 'idleStatus': 'COMPLETED', 'modalities': [ { 'callingAETitle': 'US_1', 'idleTime': '90m' } ] }",
        "US_1", "COMPLETED")]
    [InlineData(
        "{ 'idleTime': '1h', 'idleStatus': 'COMPLETED', 'modalities': [ { 'callingAETitle': 'US_1', 'idleTime': '90m' } ] }",
        Modality, "COMPLETED")]
    public async Task IdleTime_EndsStepsOfWhichNothingIsHeard(string section, string callingAETitle, string status)
    {
        await BeginTwoHoursAgoAsync(callingAETitle);

        await using WlmscpProcess daemon = await StartAsync(section);

        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $"AETITLE_1: study {MppsScene.Entry.StudyInstanceUID} step SPD1342 set to {status}", StringComparison.Ordinal));
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
        Assert.True(File.Exists(_scene.Area.Combine("done/1.wl")));

        // The performed step itself is not over.
        await using DicomClient client = await daemon.ConnectForMppsAsync(callingAETitle: callingAETitle);
        await MppsScene.EndAsync(client, "DISCONTINUED", reason: PerformedSteps.WrongEntry);
    }

    [Theory]
    [InlineData("{}", Modality)]
    [InlineData("{ 'idleTime': '3h' }", Modality)]
    [InlineData("{ 'modalities': [ { 'callingAETitle': 'US_1', 'idleTime': '1h' } ] }", Modality)]
    [InlineData("{ 'idleTime': '1h', 'modalities': [ { 'callingAETitle': 'US_1', 'idleTime': '1d' } ] }", "US_1")]
    public async Task IdleTime_ThatIsNotOver_EndsNothing(string section, string callingAETitle)
    {
        await BeginTwoHoursAgoAsync(callingAETitle);

        // What counts is over comes to its end, and so it is known that all were looked at.
        var other = new WorklistArea(_scene.Root, "ZZZ");
        other.Write("2.wl", new Entry { StudyInstanceUID = "1.2.999", AccessionNumber = "A2" });
        await using (WlmscpProcess before = await _scene.StartAsync())
        {
            await using DicomClient client = await before.ConnectForMppsAsync("ZZZ", "PROBE");
            await MppsScene.BeginAsync(
                client, "1.2.9", PerformedSteps.StepOf(MppsScene.Entry with { StudyInstanceUID = "1.2.999" }));
            Age(other);
        }

        string probe = "{ 'callingAETitle': 'PROBE', 'idleTime': '1m' }";
        string all = section.Contains("'modalities': [ ", StringComparison.Ordinal)
            ? section.Replace("'modalities': [ ", $"'modalities': [ {probe}, ", StringComparison.Ordinal)
            : section.TrimEnd('}', ' ') + (section == "{}" ? "" : ", ") + $" 'modalities': [ {probe} ] }}";
        await using WlmscpProcess daemon = await StartAsync(all);

        await daemon.WaitForErrorLineAsync(line => line.Contains("ZZZ: study 1.2.999", StringComparison.Ordinal));
        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));
    }

    [Fact]
    public async Task Aliases_SayWhichAreaPerformedStepsBelongTo()
    {
        _ = new WorklistArea(_scene.Root, "CT_2");
        await using WlmscpProcess daemon = await StartAsync("{ 'aliases': { 'MPPS': 'AETITLE_1', 'PPS': 'CT_2' } }");

        foreach ((string called, string area, string uid) in ((string, string, string)[])
            [("MPPS", "AETITLE_1", "1.2.1"), ("PPS", "CT_2", "1.2.2"), ("CT_2", "CT_2", "1.2.3")])
        {
            await using DicomClient client = await daemon.ConnectForMppsAsync(called);
            await MppsScene.BeginAsync(client, uid);
            Assert.True(File.Exists(Path.Join(_scene.Root, area, "mpps", $"{uid}.dcm")), called);
        }

        await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => daemon.ConnectForMppsAsync("OTHER"));
    }

    // Steps that go on are those of the new settings too.
    [Fact]
    public async Task Hangup_ChangesEachSetting_AndWhatIsWrongChangesNothing()
    {
        await using WlmscpProcess daemon = await StartAsync("{ 'showStarted': false }");
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(client, "1.2.1");
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
        await MppsScene.EndAsync(client, "DISCONTINUED", "1.2.1", PerformedSteps.WrongEntry);
        await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => daemon.ConnectForMppsAsync("MPPS"));

        await HangUpAsync(daemon, "{ 'aliases': { 'MPPS': 'AETITLE_1' }, 'offerAgain': '110500' }", $"{Config} read again: mpps");
        await using DicomClient alias = await daemon.ConnectForMppsAsync("MPPS");
        await MppsScene.BeginAsync(alias, "1.2.2");
        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));

        await HangUpAsync(
            daemon, "{ 'showStarted': 1 }",
            $"{Config}:1: mpps.showStarted: 1, expected true or false; the configuration of before counts on");
        await MppsScene.EndAsync(client, "DISCONTINUED", "1.2.2", "110500");
        Assert.Equal(["SCHEDULED"], await MppsScene.StatusesAsync(daemon));

        await HangUpAsync(
            daemon, "{ 'modalities': [ { 'callingAETitle': 'MODALITY', 'offerAbandoned': false } ] }",
            $"{Config} read again: mpps");
        await MppsScene.BeginAsync(client, "1.2.3");
        await client.ChangeAsync(
            "1.2.3", new DicomDataset(Keys.Key(DicomTag.PerformedProcedureStepStatus, "DISCONTINUED")));
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
        await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => daemon.ConnectForMppsAsync("MPPS"));
    }

    [Fact]
    public async Task AliasThatIsAnArea_IsWarnedOf_AtTheStartAndOnHangup()
    {
        await using WlmscpProcess daemon = await StartAsync("{ 'aliases': { 'AETITLE_1': 'CT_2', 'MPPS': 'CT_2' } }");
        string warning = $"WARN {Config}:1: mpps.aliases.AETITLE_1: there is a storage area AETITLE_1 too: "
            + "performed steps sent to it belong to CT_2, queries are its own";
        await daemon.WaitForErrorLineAsync(line => line.EndsWith(warning, StringComparison.Ordinal));

        _ = new WorklistArea(_scene.Root, "MPPS");
        daemon.Signal(PosixSignal.SIGHUP);

        await daemon.WaitForErrorLineAsync(line => line.Contains(
            "mpps.aliases.MPPS: there is a storage area MPPS too", StringComparison.Ordinal));
        Assert.Single(daemon.ErrorLines, line => line.Contains("storage area MPPS too", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(".", true)]
    [InlineData("AETITLE_1", true)]
    [InlineData("CT_2", true)] // the areas beside it are known
    public async Task AliasThatIsAnArea_IsWarnedOfByCheck_WhereTheAreasAreNamed(string path, bool isKnown)
    {
        new WorklistArea(_scene.Root, "CT_2").Write("1.wl", new Entry());
        await WriteAsync("{ 'aliases': { 'AETITLE_1': 'CT_2' } }");

        ProgramRun run = await ProgramRun.WlmscpAsync(
            ["check", "--config", Config, .. path.Length == 0 ? Array.Empty<string>() : [Path.Join(_scene.Root, path)]]);

        Assert.Equal(
            isKnown, run.Output.StartsWith(
                $"{Config}:1: taken, but: mpps.aliases.AETITLE_1: there is a storage area AETITLE_1 too",
                StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
    }

    // Whoever has ordered that the audit is whole would rather have no performed step than one that is in no log.
    [Fact]
    public async Task AuditThatCannotBeWritten_IsAnswered0213_AndNothingIsKept()
    {
        string log = Path.Join(_scene.Root, "audit.jsonl");
        File.CreateSymbolicLink(log, "/dev/full");
        await using WlmscpProcess daemon = await _scene.StartAsync("--audit-log", log, "--audit-required");
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        DicomResponse refused = await client.StartAsync(
            MppsScene.UID, PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry)));

        Assert.Equal((0x0213, "The message cannot be audited"), (refused.Status.Code, refused.ErrorComment));
        Assert.False(Directory.Exists(_scene.Area.Combine("mpps")));
        Assert.True(File.Exists(_scene.Area.Combine("1.wl")));
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $"N-CREATE {MppsScene.UID} of MODALITY", StringComparison.Ordinal)
            && line.EndsWith("refused with 0213: the audit log cannot be written", StringComparison.Ordinal));

        File.CreateSymbolicLink($"{log}.new", Path.Join(_scene.Root, "elsewhere"));
        File.Move($"{log}.new", log, overwrite: true);
        daemon.Signal(PosixSignal.SIGHUP);
        for (var attempt = 0; // the signal counts a little later
            (await client.StartAsync(MppsScene.UID, PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry)))).Status
                != DicomStatus.Success;
            attempt++)
        {
            Assert.True(attempt < 1000, "it is never taken");
            await Task.Delay(10, Cancelled);
        }

        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));
    }

    private async Task<WlmscpProcess> StartAsync(string section)
    {
        await WriteAsync(section);
        return await _scene.StartAsync("--config", Config);
    }

    private Task WriteAsync(string section) =>
        File.WriteAllTextAsync(Config, $"{{ \"mpps\": {section.Replace('\'', '"')} }}", Cancelled);

    private async Task HangUpAsync(WlmscpProcess daemon, string section, string line)
    {
        int before = daemon.ErrorLines.Count(IsMeant);
        await WriteAsync(section);
        daemon.Signal(PosixSignal.SIGHUP);
        await Eventually.IsTrueAsync(() => daemon.ErrorLines.Count(IsMeant) > before, $"a line: SIGHUP: {line}");

        bool IsMeant(string each) => each.EndsWith($"SIGHUP: {line}", StringComparison.Ordinal);
    }

    private async Task BeginTwoHoursAgoAsync(string callingAETitle)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync(callingAETitle: callingAETitle);
        await MppsScene.BeginAsync(client);
        await client.ReleaseAsync(Cancelled);
        Age(_scene.Area);
    }

    // What the files of performed steps say of the time, and when they were written.
    private static void Age(WorklistArea area)
    {
        DateTime then = DateTime.UtcNow.AddHours(-2);
        foreach (string path in Directory.GetFiles(area.Combine("mpps")))
        {
            if (path.EndsWith(".step", StringComparison.Ordinal))
            {
                string[] lines = File.ReadAllLines(path);
                string[] fields = lines[^1].Split('\t');
                fields[^2] = $"{then:yyyyMMddHHmmss}";
                File.WriteAllText(path, string.Join('\n', [.. lines[..^1], string.Join('\t', fields)]) + "\n");
            }

            File.SetLastWriteTimeUtc(path, then);
        }
    }
}
