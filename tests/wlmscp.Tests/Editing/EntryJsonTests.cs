using System.Text.Json;

namespace Wlmscp.Tests.Editing;

/// <summary>What commands on a storage area print with <c>--json</c>.</summary>
public sealed class EntryJsonTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    private string Area => _root.Combine("AETITLE_1");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Init_PrintsEachArea_AndWhetherItWasMade()
    {
        Assert.Equal($"{Area} True", DescribeArea(await RunAsync("init", _root.Path, "AETITLE_1")));
        Assert.Equal($"{Area} False", DescribeArea(await RunAsync("init", _root.Path, "AETITLE_1")));
    }

    [Fact]
    public async Task EachCommand_PrintsTheEntriesThatItChanges()
    {
        await RunAsync("init", _root.Path, "AETITLE_1");

        Assert.Equal(
            "S1.wl 20200101 Doe^Jane",
            Describe(await RunAsync(
                "add", Area, "PatientName=Doe^Jane", "PatientID=1", "Modality=CT", "ScheduledStationAETitle=CT1",
                "ScheduledProcedureStepStartDate=20200101", "ScheduledProcedureStepID=S1")));
        Assert.Equal("S1.wl 20200101 Doe^Jane", Describe(await RunAsync("list", Area, "--files")));
        Assert.Equal(
            "S1.wl 20200101 Roe^Jane",
            Describe(await RunAsync("update", Area, "PatientID=1", "--set", "PatientName=Roe^Jane")));
        Assert.Equal("S1.wl 20200101 Roe^Jane", Describe(await RunAsync("expire", Area, "--older-than", "7d")));
    }

    [Fact]
    public async Task NothingThatMatches_IsAnEmptyArray()
    {
        await RunAsync("init", _root.Path, "AETITLE_1");

        Assert.Equal("[]", await RunAsync("list", Area));
        Assert.Equal("[]", await RunAsync("remove", Area, "PatientID=1"));
        Assert.Equal("[]", await RunAsync("expire", Area, "--older-than", "1d"));
    }

    private static string DescribeArea(string output)
    {
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement area = Assert.Single(json.RootElement.EnumerateArray());
        return $"{area.GetProperty("area")} {area.GetProperty("made")}";
    }

    // File, start date and patient's name.
    private static string Describe(string output)
    {
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement entry = Assert.Single(json.RootElement.EnumerateArray());
        JsonElement dataset = entry.GetProperty("dataset");
        JsonElement step = dataset.GetProperty("00400100").GetProperty("Value")[0];
        JsonElement name = dataset.GetProperty("00100010").GetProperty("Value")[0];
        return $"{entry.GetProperty("file")} {step.GetProperty("00400002").GetProperty("Value")[0]} "
            + name.GetProperty("Alphabetic");
    }

    private static async Task<string> RunAsync(params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync([.. words, "--json"]);
        Assert.Equal("", run.Error);
        Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
        return run.Output.TrimEnd('\n');
    }
}
