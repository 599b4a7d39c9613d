using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps;

/// <summary>Areas that somebody has locked: who needs them waits once, and what they have missed is caught up.</summary>
public sealed class AreaInUseTests : IDisposable
{
    private readonly MppsScene _scene = new();
    private readonly WorklistArea _other;

    public AreaInUseTests() => _other = new WorklistArea(_scene.Root, "PACSGW");

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task EntryOfALockedArea_FollowsOnceThatIsFree()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync("PACSGW");
        using (LockFiles.TryFlock(_scene.Area.LockFile)!)
        {
            await MppsScene.BeginAsync(client);
            await MppsScene.EndAsync(client);
            await daemon.WaitForErrorLineAsync(line => line.Contains(
                "its entries are not looked for yet in AETITLE_1", StringComparison.Ordinal));
            Assert.True(File.Exists(_scene.Area.Combine("1.wl")));
        }

        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $"set to COMPLETED, caught up for performed step {MppsScene.UID}", StringComparison.Ordinal));
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
        Assert.Empty(Directory.GetFiles(_other.Combine("mpps"), "*.late"));
    }

    // Its daemon was killed before it could.
    [Fact]
    public async Task EntryOfALockedArea_FollowsAfterARestart()
    {
        using (LockFiles.TryFlock(_scene.Area.LockFile)!)
        {
            await using WlmscpProcess daemon = await _scene.StartAsync();
            await using DicomClient client = await daemon.ConnectForMppsAsync("PACSGW");
            await MppsScene.BeginAsync(client);
        }

        await using WlmscpProcess again = await _scene.StartAsync();
        await again.WaitForErrorLineAsync(line => line.Contains(
            $"set to STARTED, caught up for performed step {MppsScene.UID}", StringComparison.Ordinal));
        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(again));
    }

    // Each has its answer when the first has; in turn, the last would wait for four times as long.
    [Fact]
    public async Task MessagesForALockedArea_DoNotWaitForEachOther()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--lock-timeout", "2");
        DicomClient[] clients =
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => daemon.ConnectForMppsAsync()));
        using (LockFiles.TryFlock(_scene.Area.LockFile)!)
        {
            DicomResponse[] answers = await Task.WhenAll(clients.Select((client, i) => client.StartAsync(
                $"{MppsScene.UID}.{i}", PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry)))));

            Assert.All(answers, answer => Assert.Equal(0x0213, answer.Status.Code));
        }

        foreach (DicomClient client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task EntryThatIsBroughtBack_BeginsAnew()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client);
        Assert.Equal(0, (await ProgramRun.WlmscpAsync("restore", _scene.Area.Path, "PatientID=*")).ExitCode);
        Assert.Equal(["SCHEDULED"], await MppsScene.StatusesAsync(daemon));

        string wrong = $"{MppsScene.UID}.2";
        await MppsScene.BeginAsync(client, wrong);
        await MppsScene.EndAsync(client, "DISCONTINUED", wrong, PerformedSteps.WrongEntry);

        Assert.Equal(["SCHEDULED"], await MppsScene.StatusesAsync(daemon));
    }

    [Fact]
    public async Task StepOfAnotherPatient_IsAWarning()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        DicomDataset begin = PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry));
        begin.AddOrUpdate(Keys.Key(DicomTag.PatientID, "ANOTHER"));

        Assert.Equal(DicomStatus.Success, (await client.StartAsync(MppsScene.UID, begin)).Status);

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(" has another Patient ID", StringComparison.Ordinal));
    }

    // What is kept must be read again for its end.
    [Fact]
    public async Task StepThatGrowsWithoutEnd_IsRefused_AndStillEnds()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(client);
        var text = new string('x', 900_000);
        var statuses = new List<ushort>();
        for (var i = 0; i < 20; i++)
        {
            var large = new DicomDataset(
                DicomElement.FromAscii(new DicomTag(0x0009, 0x0010), DicomVR.LO, "TEST"),
                DicomElement.FromAscii(new DicomTag((uint)(0x00091000 + i)), DicomVR.UT, text));
            statuses.Add((await client.ChangeAsync(MppsScene.UID, large)).Status.Code);
        }

        Assert.Equal([0x0000, 0x0213], statuses.Distinct().Order().Select(status => (int)status));
        await MppsScene.EndAsync(client);
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
    }

    [Fact]
    public async Task FifoInPlaceOfAStep_IsAnError_AndNobodyWaits()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        Directory.CreateDirectory(_scene.Area.Combine("mpps"));
        Assert.Equal(0, (await ProgramRun.RunAsync("mkfifo", _scene.Area.Combine($"mpps/{MppsScene.UID}.dcm"))).ExitCode);

        DicomResponse answer = await client.ChangeAsync(MppsScene.UID, PerformedSteps.End("COMPLETED"));

        Assert.Equal(0x0213, answer.Status.Code);
        await MppsScene.BeginAsync(client, $"{MppsScene.UID}.1");
    }
}
