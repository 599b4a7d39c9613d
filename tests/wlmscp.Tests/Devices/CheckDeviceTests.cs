using System.Text.Json;

namespace Wlmscp.Tests.Devices;

/// <summary><c>wlmscp check --calling</c>: which entries a device does not show.</summary>
public sealed class CheckDeviceTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public CheckDeviceTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry { PatientBirthDate = "", StationAETitle = "CT1", StepID = "1", StudyInstanceUID = "1.2.1" });
        _area.Write("2.wl", new Entry { StationAETitle = "CT1", StepID = "2", StudyInstanceUID = "1.2.2" });
        _area.Write("3.wl", new Entry { PatientBirthDate = "", StationAETitle = "MR1", StepID = "3", StudyInstanceUID = "1.2.3" });
    }

    public void Dispose() => _root.Dispose();

    // Another station's entry is none that it finds.
    [Fact]
    public async Task EntryThatLacksWhatTheDeviceRequires_IsNamed()
    {
        ProgramRun run = await CheckAsync(
            """{ "calling": "CT*", "station": { "force": "CT1" }, "require": ["PatientBirthDate", "AccessionNumber"] }""");

        Assert.Equal(
            $"{_area.Combine("1.wl")}: not shown: devices[0] (CT*) requires PatientBirthDate, "
            + "the answer has no value for it; enter it, or have the profile set it\n",
            run.Output);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("""{ "default": { "PatientBirthDate": "19000101" }, "require": "PatientBirthDate" }""", "")]
    [InlineData("""{ "require": "PatientBirthDate" }""", "1.wl 3.wl")]
    [InlineData("""{ "remove": "PatientName", "require": "PatientName" }""", "1.wl 2.wl 3.wl")]
    [InlineData("""{ "require": "ScheduledProcedureStepSequence.CommentsOnTheScheduledProcedureStep" }""", "1.wl 2.wl 3.wl")]
    [InlineData("""{ "require": "ScheduledProcedureStepSequence.ScheduledStationAETitle" }""", "")]
    [InlineData("""{ "dates": { "widest": "-1d..+1d" }, "require": "PatientBirthDate" }""", "")]
    [InlineData("""{ "called": "OTHER", "require": "PatientBirthDate" }, { "require": "StudyDescription" }""", "1.wl 2.wl 3.wl")]
    public async Task AnswersAreLookedAt_AsTheProfileMakesThem(string profiles, string files)
    {
        ProgramRun run = await CheckAsync(profiles, "--json");

        using var document = JsonDocument.Parse(run.Output);
        JsonElement[] notShown = [.. document.RootElement.EnumerateArray().Where(each => each.TryGetProperty("notShown", out _))];
        Assert.Equal(files, string.Join(' ', notShown.Select(each => Path.GetFileName(each.GetProperty("path").GetString()))));
        Assert.Equal(files.Length > 0 ? 1 : 0, run.ExitCode);
    }

    [Fact]
    public async Task SingleFile_IsOfItsArea()
    {
        ProgramRun run = await CheckAsync(
            """{ "called": "AETITLE_1", "require": "PatientBirthDate" }""", paths: [_area.Combine("1.wl"), _area.Combine("2.wl")]);

        Assert.StartsWith($"{_area.Combine("1.wl")}: not shown: ", run.Output, StringComparison.Ordinal);
        Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task DeviceOfWhichNothingIsKnown_IsSaidToBe_Once()
    {
        var other = new WorklistArea(_root.Path, "WARD");
        const string Profile = """{ "calling": "MR1", "require": "PatientBirthDate" }, { "called": "WARD", "limit": 9 }""";

        ProgramRun run = await CheckAsync(Profile, paths: [_area.Path, other.Path]);
        ProgramRun json = await CheckAsync(Profile, "--json", [_area.Combine("1.wl"), _area.Combine("2.wl")]);
        ProgramRun half = await CheckAsync("""{ "called": "WARD", "require": "PatientID" }""", paths: [_area.Path, other.Path]);

        string configuration = _root.Combine("wlmscp.json");
        Assert.Equal(
            $"wlmscp check: CT1 has no profile with \"require\", expected one in {configuration}\n", run.Error);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Equal(run.Error, json.Error);
        Assert.Contains(" for 1 of 2 areas, ", half.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calling_NeedsConfigurationAndPath()
    {
        ProgramRun noConfiguration = await ProgramRun.WlmscpAsync("check", "--calling", "CT1", _area.Path);
        ProgramRun noPath = await ProgramRun.WlmscpAsync("check", "--calling", "CT1", "--config", "F");

        Assert.All([noConfiguration, noPath], run => Assert.StartsWith(
            "wlmscp: --calling: without effect, expected --config FILE and PATH... too\n", run.Error, StringComparison.Ordinal));
    }

    private async Task<ProgramRun> CheckAsync(string profiles, string? option = null, string[]? paths = null)
    {
        string configuration = _root.Combine("wlmscp.json");
        await File.WriteAllTextAsync(configuration, $$"""{ "devices": [ {{profiles}} ] }""", TestContext.Current.CancellationToken);
        return await ProgramRun.WlmscpAsync(
            ["check", "--calling", "CT1", "--config", configuration, .. option is null ? [] : (string[])[option], .. paths ?? [_area.Path]]);
    }
}
