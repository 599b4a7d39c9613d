using System.Text;
using WorklistScp.Dicom.Json;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Mpps;

/// <summary><c>wlmscp mpps list</c>, <c>show</c> and <c>explain</c>, of what a daemon has kept.</summary>
public sealed class MppsCommandTests : IAsyncLifetime
{
    private readonly MppsScene _scene = new();

    public async ValueTask InitializeAsync()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using (DicomClient client = await daemon.ConnectForMppsAsync(callingAETitle: "CT99"))
        {
            await MppsScene.BeginAsync(client);
            await MppsScene.EndAsync(client);
            await MppsScene.BeginAsync(client, "1.2.3.1", new DicomDataset(
                Keys.Key(DicomTag.StudyInstanceUID, MppsScene.Entry.StudyInstanceUID),
                Keys.Key(DicomTag.ScheduledProcedureStepID, "OTHER")));
        }

        Assert.Equal(0, await daemon.StopAsync());
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("", $"{MppsScene.UID} 1.2.3.1")]
    [InlineData("PerformedProcedureStepStatus=IN*", "1.2.3.1")]
    [InlineData("PerformedProcedureStepStatus=completed", MppsScene.UID)]
    [InlineData("AccessionNumber=00001", MppsScene.UID)]
    [InlineData("ScheduledProcedureStepID=OTH?R", "1.2.3.1")]
    [InlineData("PerformedProcedureStepStartDate=20260701-20260801", $"{MppsScene.UID} 1.2.3.1")]
    [InlineData("PerformedProcedureStepStartDate=20260802-", "")]
    [InlineData("PatientID=AV35674", $"{MppsScene.UID} 1.2.3.1")]
    [InlineData("PatientID=AV3567", "")]
    public async Task List_ShowsThoseThatMatch(string key, string uids)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            ["mpps", "list", _scene.Area.Path, .. key.Length == 0 ? Array.Empty<string>() : [key]]);

        string[] lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
        Assert.Equal(uids, string.Join(' ', lines.Select(line => line.Split(' ')[^1])));
        Assert.Equal(uids.Length > 0 ? 0 : 1, run.ExitCode);
        Assert.Equal(uids.Length > 0 ? "" : "wlmscp mpps list: no performed steps\n", run.Error);
    }

    [Fact]
    public async Task List_AsJson_HasTheUIDs()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("mpps", "list", "--json", "--dir", _scene.Root);

        DicomDataset[] found = [.. DicomJsonReader.Read(Encoding.UTF8.GetBytes(run.Output))];
        Assert.Equal(
            [MppsScene.UID, "1.2.3.1"],
            found.Select(step => step.TryGetString(DicomTag.SOPInstanceUID, out string? uid) ? uid : ""));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task TornFile_IsNamed_AndTheOthersAreShown()
    {
        await File.WriteAllTextAsync(
            _scene.Area.Combine($"mpps/{MppsScene.UID}.dcm"), "torn", TestContext.Current.CancellationToken);

        ProgramRun run = await ProgramRun.WlmscpAsync("mpps", "list", _scene.Area.Path);

        Assert.Contains("1.2.3.1", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"wlmscp mpps list: {_scene.Area.Path}: {MppsScene.UID}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_PrintsWhatIsKept()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("mpps", "show", MppsScene.UID, "--dir", _scene.Root);

        Assert.Contains("(0040,0252) CS [COMPLETED]", run.Output, StringComparison.Ordinal);
        Assert.Contains("(0040,0253) SH [PPS1]", run.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("show", "1.2.3.4")]
    [InlineData("show", "../../x")]
    [InlineData("explain", "1.2.3.4")]
    [InlineData("explain", "../../x")]
    public async Task UnknownUID_IsSaidToBeSo(string command, string uid)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("mpps", command, uid, "--dir", _scene.Root);

        Assert.Equal(
            (1, $"wlmscp mpps {command}: {uid}: no such performed step, expected one that wlmscp mpps list names\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Explain_SaysWhichEntryItIsAbout_AndWhatBecameOfIt()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("mpps", "explain", MppsScene.UID, "--dir", _scene.Root);

        Assert.Equal(
            $"""
            {MppsScene.UID} COMPLETED, of CT99
              study {MppsScene.Entry.StudyInstanceUID} step SPD1342: AETITLE_1/done/1.wl, by study and step ID
                AETITLE_1/done/1.wl: COMPLETED, off the list
                  {MppsScene.UID} COMPLETED

            """,
            run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Explain_SaysWhichCameNear()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("mpps", "explain", "1.2.3.1", "--dir", _scene.Root);

        Assert.Contains(
            $"study {MppsScene.Entry.StudyInstanceUID} step OTHER: no entry, but AETITLE_1/done/1.wl has step SPD1342\n",
            run.Output, StringComparison.Ordinal);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }
}
