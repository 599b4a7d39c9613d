using System.Text.Json;

namespace Wlmscp.Tests.Devices;

/// <summary><c>wlmscp explain</c> where it is the profile that hides entries, and no key that fails.</summary>
public sealed class ExplainHidingTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public ExplainHidingTests()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("1.wl", new Entry { StartDate = "20200101", StationAETitle = "CT1" });
        area.Write("2.wl", new Entry { StartDate = "20200102", StationAETitle = "CT1" });
        area.Write("3.wl", new Entry { StartDate = DateTime.Today.AddDays(6).ToString("yyyyMMdd"), StationAETitle = "CT2" });
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task EntriesThatMatchAndAreHidden_AreCounted_BySetting()
    {
        ProgramRun run = await ExplainAsync("ScheduledStationAETitle=CT1", "--summary");

        Assert.StartsWith(
            """
            profile devices[0] (CT*)
            0 of 3 entries match
              ScheduledStationAETitle "CT1": 1 of 3 fail
              dates.widest of devices[0] (CT*): hides 2 that match
            without ScheduledStationAETitle 1 entry would match
            dates there are: 20200101 (1), 20200102 (1)
            """,
            run.Output, StringComparison.Ordinal);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task KeyThatIsLeftOut_BringsNoneThatIsHidden_ButThatIsTold()
    {
        ProgramRun run = await ExplainAsync("ScheduledStationAETitle=CT9", "Modality=CT", "--summary");
        ProgramRun station = await ExplainAsync("ScheduledStationAETitle=CT9", "--summary");

        Assert.Contains("\nwhichever single key is left out, no entry would match\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "\nwithout ScheduledStationAETitle 1 entry would match, 2 more are hidden by dates.widest\n",
            station.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoKeyIsBlamed_WhereAllThatMatchIsHidden()
    {
        ProgramRun run = await ExplainAsync("ScheduledProcedureStepStartDate=20200101", "--summary");
        ProgramRun withoutKeys = await ExplainAsync("PatientName=", "ScheduledProcedureStepID=", "--summary");

        Assert.DoesNotContain("whichever", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n  dates.widest of devices[0] (CT*): hides 2 that match\n", withoutKeys.Output, StringComparison.Ordinal);
        Assert.StartsWith("profile devices[0] (CT*)\n1 of 3 entries match\n", withoutKeys.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasTheSame()
    {
        ProgramRun run = await ExplainAsync("ScheduledStationAETitle=CT9", "--json");
        ProgramRun all = await ExplainAsync("PatientName=", "--json");

        using var document = JsonDocument.Parse(run.Output);
        JsonElement key = Assert.Single(document.RootElement.GetProperty("keys").EnumerateArray());
        Assert.Equal(1, key.GetProperty("matchesWithout").GetInt32());
        AssertHidden(key.GetProperty("hiddenWithout"));
        Assert.Equal(0, document.RootElement.GetProperty("hidden").GetArrayLength());
        using var allDocument = JsonDocument.Parse(all.Output);
        AssertHidden(allDocument.RootElement.GetProperty("hidden"));
    }

    private static void AssertHidden(JsonElement hidden)
    {
        JsonElement setting = Assert.Single(hidden.EnumerateArray());
        Assert.Equal(
            ("dates.widest", 2), (setting.GetProperty("setting").GetString(), setting.GetProperty("entries").GetInt32()));
    }

    private async Task<ProgramRun> ExplainAsync(params string[] words)
    {
        string configuration = _root.Combine("wlmscp.json");
        await File.WriteAllTextAsync(
            configuration, """{ "devices": [ { "calling": "CT*", "dates": { "widest": "+5d..+7d" } } ] }""",
            TestContext.Current.CancellationToken);
        return await ProgramRun.WlmscpAsync(
            ["explain", _root.Path, "AETITLE_1", .. words, "--calling", "CT1", "--config", configuration]);
    }
}
