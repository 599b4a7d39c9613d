using Microsoft.Win32.SafeHandles;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps;

/// <summary>What real modalities do, and other programs stumble over.</summary>
public sealed class DeviceTroubleTests : IDisposable
{
    private readonly MppsScene _scene = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task CreationWithoutUID_GetsOne_WhichItsEndNames()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        DicomResponse made = await client.NCreateAsync(
            DicomUID.ModalityPerformedProcedureStep, null, PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry)), Cancelled);

        Assert.Equal(DicomStatus.Success, made.Status);
        await MppsScene.EndAsync(client, uid: made.SOPInstance!.Value.UID);
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
    }

    // It is configured apart from the worklist.
    [Fact]
    public async Task OtherCalledAETitle_IsAnAliasOfAnArea()
    {
        string config = Path.Join(_scene.Root, "wlmscp.json");
        await File.WriteAllTextAsync(config, "{ \"mpps\": { \"aliases\": { \"MPPS\": \"AETITLE_1\" } } }", Cancelled);
        await using WlmscpProcess daemon = await _scene.StartAsync("--config", config);

        await using DicomClient client = await daemon.ConnectForMppsAsync("MPPS");
        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client);

        Assert.True(File.Exists(_scene.Area.Combine($"mpps/{MppsScene.UID}.dcm")));
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
    }

    [Fact]
    public async Task SeveralItems_AreAllMeant()
    {
        Entry second = MppsScene.Entry with { StepID = "SECOND" };
        _scene.Area.Write("2.wl", second);
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(
            client, MppsScene.UID, PerformedSteps.StepOf(MppsScene.Entry), PerformedSteps.StepOf(second));
        await MppsScene.EndAsync(client);

        Assert.Empty(await MppsScene.StatusesAsync(daemon));
    }

    // One step for several requested procedures: the study is the modality's own.
    [Fact]
    public async Task GroupCase_IsFoundByTheReferencedStudy()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        DicomDataset step = PerformedSteps.StepOf(MppsScene.Entry with { StudyInstanceUID = "1.2.3.999" });
        step.AddOrUpdate(new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset(
            Keys.Key(DicomTag.ReferencedSOPClassUID, "1.2.840.10008.3.1.2.3.1"),
            Keys.Key(DicomTag.ReferencedSOPInstanceUID, MppsScene.Entry.StudyInstanceUID))));

        await MppsScene.BeginAsync(client, MppsScene.UID, step);

        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));
    }

    [Theory]
    [InlineData("AV35674", "STARTED")]
    [InlineData("OTHER", "")]
    public async Task StepWithoutItsStudy_IsFoundByAccessionNumber_OfTheSamePatient(string patient, string status)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        DicomDataset attributes = PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry with { StudyInstanceUID = "" }));
        attributes.AddOrUpdate(Keys.Key(DicomTag.PatientID, patient));

        Assert.Equal(DicomStatus.Success, (await client.StartAsync(MppsScene.UID, attributes)).Status);

        Assert.Equal([status], await MppsScene.StatusesAsync(daemon));
    }

    [Fact]
    public async Task EntryThatIsGone_IsNoReasonToRefuse()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(client);
        File.Delete(_scene.Area.Combine("1.wl"));

        await MppsScene.EndAsync(client);

        await daemon.WaitForErrorLineAsync(line => line.Contains("is about no entry of the worklist", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RestartedDaemon_KnowsWhatWasBegun_AndAStatusAloneEndsIt()
    {
        await using (WlmscpProcess before = await _scene.StartAsync())
        {
            await using DicomClient first = await before.ConnectForMppsAsync();
            await MppsScene.BeginAsync(first);
        }

        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        DicomResponse ended = await client.ChangeAsync(
            MppsScene.UID, new DicomDataset(Keys.Key(DicomTag.PerformedProcedureStepStatus, "COMPLETED")));

        Assert.Equal(DicomStatus.Success, ended.Status);
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
    }

    // The operator has only looked, and pressed "back".
    [Fact]
    public async Task DiscontinuedWithoutReasonAndImages_IsOfferedAgain()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(client);

        await client.ChangeAsync(
            MppsScene.UID,
            new DicomDataset(
                Keys.Key(DicomTag.PerformedProcedureStepStatus, "DISCONTINUED"),
                new DicomSequence(DicomTag.PerformedSeriesSequence)));

        Assert.Equal(["SCHEDULED"], await MppsScene.StatusesAsync(daemon));
    }

    // A script that has locked one area must not keep the modalities of others waiting.
    [Fact]
    public async Task AreaThatIsLocked_IsLeftOut_AndNamed()
    {
        var other = new WorklistArea(_scene.Root, "LOCKED");
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        using SafeFileHandle? writer = LockFiles.TryFlock(other.LockFile);
        Assert.NotNull(writer);

        await MppsScene.BeginAsync(client);

        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));
        await daemon.WaitForErrorLineAsync(
            line => line.Contains("are not looked for yet in LOCKED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SymbolicLinkInPlaceOfItsDirectory_IsNotFollowed()
    {
        using var elsewhere = new TemporaryDirectory();
        Directory.CreateSymbolicLink(_scene.Area.Combine("mpps"), elsewhere.Path);
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        DicomResponse answer = await client.StartAsync(
            MppsScene.UID, PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry)));

        Assert.Equal(0x0213, answer.Status.Code);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Path));
        Assert.Equal([""], await MppsScene.StatusesAsync(daemon));
    }
}
