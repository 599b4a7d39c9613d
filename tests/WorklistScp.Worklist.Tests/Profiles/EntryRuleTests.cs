namespace WorklistScp.Worklist.Tests.Profiles;

/// <summary>Which entries a profile keeps from a device though they match.</summary>
public sealed class EntryRuleTests
{
    [Theory]
    [InlineData("STARTED", false)]
    [InlineData("DEPARTED", false)]
    [InlineData("SCHEDULED", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void Hide_IsByStatus(string? status, bool isShown)
    {
        DicomItem[] step = status is null ? [] : [Data.Text(DicomTag.ScheduledProcedureStepStatus, status)];

        Assert.Equal(isShown, IsShown(Data.Complete(Data.Step(step)), new HideStatuses(["STARTED", "DEPARTED"])));
    }

    [Fact]
    public void Hide_OfSeveralSteps_IsOfAny() =>
        Assert.False(IsShown(
            Data.Complete(new DicomSequence(
                DicomTag.ScheduledProcedureStepSequence,
                new DicomDataset(Data.Text(DicomTag.ScheduledProcedureStepStatus, "SCHEDULED")),
                new DicomDataset(Data.Text(DicomTag.ScheduledProcedureStepStatus, "STARTED")))),
            new HideStatuses(["STARTED"])));

    [Theory]
    [InlineData("20260731", true)]
    [InlineData("20260803", true)]
    [InlineData("20260730", false)]
    [InlineData("20260804", false)]
    public void Widest_IsByTheDayOfTheStep(string date, bool isShown) =>
        Assert.Equal(
            isShown, IsShown(Data.Complete(Data.CompleteStep(date, "0930")), new WidestDates(Devices.Window("-1d..+2d"))));

    [Fact]
    public void Widest_ShowsAStepWithoutADate() =>
        Assert.True(IsShown(Data.Complete(Data.Step()), new WidestDates(Devices.Window("-1d..+2d"))));

    [Fact]
    public void FindHiding_GivesTheFirstThatHides()
    {
        var widest = new WidestDates(Devices.Window("0d..0d"));
        var hide = new HideStatuses(["STARTED"]);
        DeviceQuery asked = Devices.Ask(Devices.Any with { EntryRules = [hide, widest] }, Data.Empty(DicomTag.PatientID));

        Assert.Equal(hide, asked.FindHiding(new WorklistEntry("a.wl", Data.Complete(Data.Step(
            Data.Text(DicomTag.ScheduledProcedureStepStatus, "STARTED"),
            Data.Text(DicomTag.ScheduledProcedureStepStartDate, "20200101"))))));
        Assert.Equal(widest, asked.FindHiding(new WorklistEntry("a.wl", Data.Complete(Data.CompleteStep("20200101", "")))));
        Assert.Null(asked.FindHiding(new WorklistEntry("a.wl", Data.Complete())));
        Assert.Equal(["hide", "dates.widest"], asked.Profile!.EntryRules.Select(rule => rule.Name));
    }

    [Theory]
    [InlineData(null, 1_000_000, false)]
    [InlineData(2, 1, false)]
    [InlineData(2, 2, true)]
    [InlineData(2, 3, true)]
    public void Limit_IsReached(int? limit, int answers, bool isLimit) =>
        Assert.Equal(
            isLimit, Devices.Ask(Devices.Any with { Limit = limit }, Data.Empty(DicomTag.PatientID)).IsLimit(answers));

    private static bool IsShown(DicomDataset entry, IEntryRule rule) =>
        Devices.Ask(Devices.Any with { EntryRules = [rule] }, Data.Empty(DicomTag.PatientID))
            .Finds(new WorklistEntry("a.wl", entry));
}
