using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>What is remembered of performed steps, as text and back.</summary>
public sealed class StepHistoryTests
{
    private static readonly StepHistory Empty =
        new(new EntryKey("1.2.3", "S 1"), new StepState("SCHEDULED", IsOffered: true), []);

    [Fact]
    public void Text_IsReadAsItWasWritten()
    {
        StepHistory history = Empty
            .With(Performance("1.1", new PerformedStep(PerformedStatus.InProgress)))
            .With(Performance("1.2", new PerformedStep(PerformedStatus.Discontinued)
            {
                HasReason = true, HasImages = true, IsClosed = true, Reasons = ["110513", "110514"],
            }));

        StepHistory read = StepHistory.Parse(history.ToText())!;

        Assert.Equal(history.ToText(), read.ToText());
        Assert.Equal((history.Key, history.Original), (read.Key, read.Original));
        StepPerformance last = read.Steps[1];
        Assert.Equal(("1.2", "CT 1", history.Steps[1].Changed), (last.SOPInstanceUID, last.CallingAETitle, last.Changed));
        Assert.Equal(
            (PerformedStatus.Discontinued, true, true, true), (last.Step.Status, last.Step.HasReason, last.Step.HasImages, last.Step.IsClosed));
        Assert.Equal(["110513", "110514"], last.Step.Reasons);
    }

    [Fact]
    public void With_PutsWhatHasChangedLast()
    {
        StepHistory history = Empty.With(Performance("1", new PerformedStep(PerformedStatus.InProgress)))
            .With(Performance("2", new PerformedStep(PerformedStatus.InProgress)))
            .With(Performance("1", new PerformedStep(PerformedStatus.Completed)));

        Assert.Equal(["2", "1"], history.Steps.Select(step => step.SOPInstanceUID));
        Assert.Equal([PerformedStatus.InProgress], history.Others("1").Select(step => step.Status));
    }

    // Tabs and line ends of peers would be fields and lines.
    [Fact]
    public void ControlCharacters_AreNotWritten()
    {
        var key = new EntryKey("1.2\n3", "S\t1");
        var history = new StepHistory(key, new StepState("A\nB", IsOffered: false), []);

        StepHistory read = StepHistory.Parse(history.ToText())!;

        Assert.Equal(new EntryKey("1.2 3", "S 1"), read.Key);
        Assert.Equal(new StepState("A B", IsOffered: false), read.Original);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2\t1\tSCHEDULED")]
    [InlineData("1.2\t1\tSCHEDULED\toffered")]
    [InlineData("1.2\t1\tSCHEDULED\toffered\n1.1\tIN PROGRESS\t\t\t2026080109300")]
    [InlineData("1.2\t1\tSCHEDULED\toffered\n1.1\tIN PROGRESS\t\t\t20260801093000\n")]
    [InlineData("1.2\t1\tSCHEDULED\toffered\n1.1\tDONE\t\t\t20260801093000\tCT\n")]
    [InlineData("1.2\t1\tSCHEDULED\toffered\n1.1\tCOMPLETED\t\t\tyesterday\tCT\n")]
    public void TornText_IsNone(string text) => Assert.Null(StepHistory.Parse(text));

    private static StepPerformance Performance(string uid, PerformedStep step) =>
        new(uid, step, "CT 1", new DateTime(2026, 8, 1, 9, 30, 0, DateTimeKind.Utc));
}
