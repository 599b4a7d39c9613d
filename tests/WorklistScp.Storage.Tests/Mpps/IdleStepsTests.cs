using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Mpps;
using WorklistScp.Storage.Sending;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Tests.Mpps;

/// <summary>Scheduled steps whose performed step was begun, and never ended.</summary>
public sealed class IdleStepsTests : IDisposable
{
    private const string UID = "1.2.3.4";

    private static readonly MppsSettings Settings = new() { IdleTime = TimeSpan.FromHours(12) };

    private readonly TestArea _area = new(time: TimeProvider.System);
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly AreaEditors _editors;
    private readonly MppsStore _store;
    private readonly IdleSteps _idle;

    public IdleStepsTests()
    {
        _editors = new AreaEditors(_area.Areas);
        _store = new MppsStore(_editors, _time);
        _idle = new IdleSteps(_editors, _time);
        _area.Write("a.wl", Data.Complete(
            Data.Text(DicomTag.StudyInstanceUID, "1.2.3"),
            Data.Step(
                Data.Text(DicomTag.Modality, "CT"),
                Data.Text(DicomTag.ScheduledStationAETitle, "CT1"),
                Data.Text(DicomTag.ScheduledProcedureStepStartDate, "20260801"),
                Data.Text(DicomTag.ScheduledProcedureStepStartTime, "0930"),
                Data.Text(DicomTag.ScheduledPerformingPhysicianName, "DOE"),
                Data.Text(DicomTag.ScheduledProcedureStepDescription, "CHEST"),
                Data.Text(DicomTag.ScheduledProcedureStepID, "S1"))));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private bool IsOffered => File.Exists(_area.PathOf("a.wl"));

    public void Dispose()
    {
        _editors.Dispose();
        _area.Dispose();
    }

    [Fact]
    public async Task Step_OfWhichNothingIsHeard_IsEnded_Once()
    {
        await BeginAsync();
        Assert.Empty(await EndAsync());
        Assert.True(IsOffered);

        _time.Advance(TimeSpan.FromHours(13));
        StepOutcome outcome = Assert.Single(await EndAsync());

        Assert.Equal(("ONE", "set to DISCONTINUED"), (outcome.Area, $"{outcome.Effect}"));
        Assert.False(IsOffered);
        Assert.Empty(await EndAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Step_ThatCameByAMessage_IsAnnouncedWhenItEnds(bool cameByMessage)
    {
        if (cameByMessage)
        {
            new MessageRecord(_area.Directory).Write("1.2.3", new LastMessage(_time.GetUtcNow().UtcDateTime, ""));
        }

        await BeginAsync();
        _time.Advance(TimeSpan.FromHours(13));
        var idle = new IdleSteps(_editors, _time)
        {
            Announce = step => [new OutgoingMessage("HIS:1", step.Status, step.Key.StepID, "", default)],
        };
        Assert.Single(await idle.EndAsync(_ => Settings, Cancelled));

        Assert.Equal(
            cameByMessage ? ["DISCONTINUED"] : [],
            (await new Outbox(_area.Directory).ListAsync()).Select(file => file.Operation));
    }

    [Fact]
    public async Task Step_MayStillEnd_AsTheModalitySays()
    {
        await BeginAsync();
        _time.Advance(TimeSpan.FromHours(13));
        await EndAsync();

        (string area, KeptMpps kept) = (await _store.FindAsync(UID, "ONE", Cancelled))!.Value;
        DicomDataset end = kept.Object.Dataset.Clone();
        end.AddOrUpdate(Data.Text(DicomTag.PerformedProcedureStepStatus, "COMPLETED"));
        MppsEffects? effects = await _store.KeepAsync(
            new MppsChange(area, kept, new MppsObject(UID, end), "CT1", Settings), Cancelled);

        Assert.Equal("set to COMPLETED", $"{Assert.Single(effects!.Outcomes).Effect}");
    }

    [Fact]
    public async Task Step_IsNotIdle_AsLongAsItsPerformedStepChanges()
    {
        await BeginAsync();
        _time.Advance(TimeSpan.FromHours(13));
        File.SetLastWriteTimeUtc(_area.PathOf($"mpps/{UID}.dcm"), _time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(1));

        Assert.Empty(await EndAsync());
        Assert.True(IsOffered);
    }

    [Fact]
    public async Task WithoutIdleTime_NothingEnds()
    {
        await BeginAsync();
        _time.Advance(TimeSpan.FromDays(100));

        Assert.Empty(await _idle.EndAsync(_ => new MppsSettings(), Cancelled));
    }

    // Somebody else was faster: nothing is written over.
    [Fact]
    public async Task PerformedStep_ThatHasChangedMeanwhile_IsNotKept()
    {
        await BeginAsync();
        (string area, KeptMpps kept) = (await _store.FindAsync(UID, "ONE", Cancelled))!.Value;
        var change = new MppsChange(
            area, kept with { File = new byte[] { 1 } }, new MppsObject(UID, kept.Object.Dataset), "CT1", Settings);

        Assert.Null(await _store.KeepAsync(change, Cancelled));
        Assert.Equal(kept.File.ToArray(), await File.ReadAllBytesAsync(_area.PathOf($"mpps/{UID}.dcm"), Cancelled));
        Assert.Equal(2, Directory.GetFiles(_area.PathOf("mpps")).Length);
    }

    [Theory]
    [InlineData("HASH.step")]
    [InlineData("UID.dcm")]
    public async Task TornFile_OfTheArea_IsNoReasonToFail(string which)
    {
        await BeginAsync();
        string path = which == "UID.dcm"
            ? _area.PathOf($"mpps/{UID}.dcm")
            : Directory.GetFiles(_area.PathOf("mpps"), "*.step").Single();
        await File.WriteAllTextAsync(path, "torn", Cancelled);

        if (which == "UID.dcm")
        {
            await Assert.ThrowsAsync<DicomDataException>(() => _store.FindAsync(UID, "ONE", Cancelled));
        }
        else
        {
            Assert.Empty(await EndAsync());
            Assert.NotNull(await _store.FindAsync(UID, "ONE", Cancelled));
        }
    }

    private Task<IReadOnlyList<StepOutcome>> EndAsync() => _idle.EndAsync(_ => Settings, Cancelled);

    private async Task BeginAsync()
    {
        var performed = new MppsObject(UID, new DicomDataset(
            new DicomSequence(
                DicomTag.ScheduledStepAttributesSequence,
                new DicomDataset(
                    Data.Text(DicomTag.StudyInstanceUID, "1.2.3"), Data.Text(DicomTag.ScheduledProcedureStepID, "S1"))),
            Data.Text(DicomTag.PerformedProcedureStepStatus, "IN PROGRESS")));
        MppsEffects? effects = await _store.KeepAsync(new MppsChange("ONE", null, performed, "CT1", Settings), Cancelled);
        Assert.Equal("set to STARTED", $"{Assert.Single(effects!.Outcomes).Effect}");
    }
}
