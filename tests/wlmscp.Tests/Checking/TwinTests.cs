namespace Wlmscp.Tests.Checking;

/// <summary><c>wlmscp check</c>: entries of an area with the same identifiers.</summary>
public sealed class TwinTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public TwinTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry { PatientID = "P1", StudyInstanceUID = "1.2.1", StepID = "S1" });
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("P1", "1.2.1", "S2", "")]
    [InlineData("P1", "1.2.2", "S2", "")]
    [InlineData("P2", "1.2.2", "S2", "")]
    [InlineData("P1", "1.2.1", "S1", "has Study Instance UID and Scheduled Procedure Step ID of 1.wl")]
    [InlineData("P2", "1.2.1", "S1", "has Study Instance UID and Scheduled Procedure Step ID of 1.wl")]
    [InlineData("P2", "1.2.1", "S2", "has Study Instance UID of 1.wl, which is of another Patient ID")]
    [InlineData("P1", "1.2.2", "S1", "has Scheduled Procedure Step ID of 1.wl, which is of another study")]
    public async Task Entry_WithIdentifiersOfAnother_IsServed_AndDoubtedWhereTheyShouldBeItsOwn(
        string patient, string study, string step, string doubt)
    {
        _area.Write("2.wl", new Entry { PatientID = patient, StudyInstanceUID = study, StepID = step });

        ProgramRun run = await ProgramRun.WlmscpAsync("check", _area.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            doubt.Length == 0 ? "" : $"{_area.Path}/2.wl: served, but: {doubt}, expected its own\n", run.Output);
    }

    [Fact]
    public async Task Entry_WithIdentifiersOfTwoOthers_HasALineForEach()
    {
        _area.Write("2.wl", new Entry { PatientID = "P2", StudyInstanceUID = "1.2.2", StepID = "S2" });
        _area.Write("3.wl", new Entry { PatientID = "P3", StudyInstanceUID = "1.2.1", StepID = "S2" });

        ProgramRun run = await ProgramRun.WlmscpAsync("check", _area.Path);

        string served = $"{_area.Path}/3.wl: served, but: has";
        Assert.Equal(
            $"{served} Study Instance UID of 1.wl, which is of another Patient ID, expected its own\n"
            + $"{served} Scheduled Procedure Step ID of 2.wl, which is of another study, expected its own\n",
            run.Output);
    }

    [Fact]
    public async Task IncompleteEntry_IsNoTwin()
    {
        _area.Write("2.wl", new Entry { PatientID = "", StudyInstanceUID = "1.2.1", StepID = "S1" });

        ProgramRun run = await ProgramRun.WlmscpAsync("check", _area.Path);

        Assert.Equal(
            $"{_area.Path}/2.wl: not served: incomplete, expected (0010,0020) PatientID\n", run.Output);
    }
}
