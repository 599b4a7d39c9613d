using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps;

/// <summary>What performed steps do to the worklist, by a real daemon.</summary>
public sealed class MppsServiceTests : IDisposable
{
    private readonly MppsScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Step_IsStartedThenCompleted_AndLeavesTheList()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);
        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));

        await MppsScene.EndAsync(client);
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
        Assert.True(File.Exists(_scene.Area.Combine("done/1.wl")));
        Assert.True(File.Exists(_scene.Area.Combine($"mpps/{MppsScene.UID}.dcm")));
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $"N-SET {MppsScene.UID} of MODALITY: 0000, COMPLETED, study {MppsScene.Entry.StudyInstanceUID} step SPD1342 "
            + "in AETITLE_1 set to COMPLETED",
            StringComparison.Ordinal));
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("Vivaldi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WrongEntrySelected_BringsItBack()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client, "DISCONTINUED", reason: PerformedSteps.WrongEntry);

        Assert.Equal(["SCHEDULED"], await MppsScene.StatusesAsync(daemon));
    }

    [Fact]
    public async Task Restore_BringsItBack()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client);

        ProgramRun run = await ProgramRun.WlmscpAsync("restore", _scene.Area.Path, "AccessionNumber=00001");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["SCHEDULED"], await MppsScene.StatusesAsync(daemon));
    }

    // Whatever was answered is on the disk, and who restarts needs no memory.
    [Fact]
    public async Task AnotherDaemon_EndsWhatOneHasBegun()
    {
        await using WlmscpProcess one = await _scene.StartAsync();
        await using WlmscpProcess other = await _scene.StartAsync();
        await using DicomClient first = await one.ConnectForMppsAsync();
        await using DicomClient second = await other.ConnectForMppsAsync();

        await MppsScene.BeginAsync(first);
        await MppsScene.EndAsync(second);

        Assert.Empty(await MppsScene.StatusesAsync(one));
        Assert.Empty(await MppsScene.StatusesAsync(other));
        DicomResponse late = await first.ChangeAsync(MppsScene.UID, PerformedSteps.End("COMPLETED"));
        Assert.Equal(0x0110, late.Status.Code);
        Assert.Equal((ushort)0xa710, late.ErrorID);
    }

    [Fact]
    public async Task EntryOfAnotherArea_IsFoundByItsUIDs_AndCopiesLeaveTheListToo()
    {
        var other = new WorklistArea(_scene.Root, "CT2");
        other.Write("copy.wl", MppsScene.Entry);
        _ = new WorklistArea(_scene.Root, "EMPTY");
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync("EMPTY");

        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client);

        Assert.True(File.Exists(_scene.Area.Combine("done/1.wl")));
        Assert.True(File.Exists(other.Combine("done/copy.wl")));
        Assert.True(File.Exists(Path.Join(_scene.Root, "EMPTY", "mpps", $"{MppsScene.UID}.dcm")));
    }

    [Fact]
    public async Task Unscheduled_IsKept_AndChangesNoEntry()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client, MppsScene.UID, new DicomDataset(Keys.Key(DicomTag.StudyInstanceUID, "1.2.3")));

        Assert.Equal([""], await MppsScene.StatusesAsync(daemon));
        await daemon.WaitForErrorLineAsync(line => line.EndsWith("IN PROGRESS, not scheduled", StringComparison.Ordinal));
        DicomResponse kept = await client.GetAsync(MppsScene.UID, DicomTag.PerformedProcedureStepID);
        Assert.Equal("PPS1", kept.Dataset!.TryGetString(DicomTag.PerformedProcedureStepID, out string? id) ? id : null);
    }

    [Fact]
    public async Task SeveralDevices_TheLastEndDecides()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client, "1.2.1");
        await MppsScene.BeginAsync(client, "1.2.2");
        await MppsScene.EndAsync(client, "COMPLETED", "1.2.1");
        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));

        await MppsScene.EndAsync(client, "DISCONTINUED", "1.2.2", PerformedSteps.WrongEntry);
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
    }

    [Fact]
    public async Task Canceled_StaysSo_ThoughItWasSelectedByMistake()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "update", _scene.Area.Path, "AccessionNumber=00001", "--set", "ScheduledProcedureStepStatus=CANCELED");
        Assert.Equal(0, run.ExitCode);

        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client, "DISCONTINUED", reason: PerformedSteps.WrongEntry);

        Assert.Empty(await MppsScene.StatusesAsync(daemon));
        ProgramRun list = await ProgramRun.WlmscpAsync("list", "--done", "--json", _scene.Area.Path);
        Assert.Contains("CANCELED", list.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData("1.2.3/../../x")]
    [InlineData("lockfile")]
    public async Task PathAsUID_FindsNothing(string uid)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        Assert.Equal(0x0117, (await client.StartAsync(uid, PerformedSteps.Begin())).Status.Code);
        Assert.Equal(0x0112, (await client.ChangeAsync(uid, PerformedSteps.End("COMPLETED"))).Status.Code);
        Assert.Equal(0x0112, (await client.GetAsync(uid)).Status.Code);
    }

    [Fact]
    public async Task WithoutOption_ItIsRefused_AndNothingIsTouched()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _scene.Root);

        await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => daemon.ConnectForMppsAsync());

        Assert.False(Directory.Exists(_scene.Area.Combine("mpps")));
    }

    [Fact]
    public async Task Strict_RefusesWhatIsMissing()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--mpps-strict");
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        DicomDataset attributes = PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry));
        attributes.Remove(DicomTag.PerformedStationAETitle);

        DicomResponse answer = await client.StartAsync(MppsScene.UID, attributes);

        Assert.Equal(0x0120, answer.Status.Code);
        Assert.Equal([DicomTag.PerformedStationAETitle], answer.AttributeIdentifiers);
        Assert.Equal([""], await MppsScene.StatusesAsync(daemon));
    }
}
