using System.Text.Json;

namespace Wlmscp.Tests.Devices;

/// <summary><c>wlmscp explain</c> for a device whose profile names further storage areas.</summary>
public sealed class ExplainAreasTests : IDisposable
{
    private static readonly string[] Further = ["WARD", "OR", "ICU"];

    private readonly TemporaryDirectory _root = new();

    private string Configuration => _root.Combine("wlmscp.json");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Entries_OfAllAreas_AreNamedWithTheirs_InTheOrderOfAnswers()
    {
        Write("AETITLE_1", ("1.wl", "0900"), ("3.wl", "1100"));
        Write("WARD", ("1.wl", "1000"));

        ProgramRun run = await ExplainAsync(["AETITLE_1", "WARD"], "PatientName=", "Modality=CT");

        Assert.Equal(
            """
            profile devices[0] (CT1)
            AETITLE_1/1.wl: matches
            WARD/1.wl: matches
            AETITLE_1/3.wl: matches
            3 of 3 entries match
              Modality "CT": 0 of 3 fail

            """,
            run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Json_NamesThemLikewise()
    {
        Write("AETITLE_1", ("1.wl", "0900"));
        Write("WARD", ("1.wl", "0800"));

        ProgramRun run = await ExplainAsync(["WARD"], "PatientName=", "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["WARD/1.wl", "AETITLE_1/1.wl"],
            document.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("file").GetString()));
    }

    [Fact]
    public async Task FurtherArea_ThatIsNotThere_IsSaidToRefuseTheQuery()
    {
        Write("AETITLE_1", ("1.wl", "0900"));

        ProgramRun run = await ExplainAsync(["NOWHERE"], "PatientName=");

        Assert.Equal(
            "wlmscp explain: devices[0] (CT1): the daemon refuses the query: "
            + $"{_root.Path}: no storage area 'NOWHERE', expected one of AETITLE_1\n",
            run.Error);
        Assert.Equal(("", 3), (run.Output, run.ExitCode));
    }

    [Theory]
    [InlineData("AETITLE_1", "AETITLE_1/1.wl")]
    [InlineData("WARD", "WARD/1.wl")]
    public async Task SkippedFile_IsNamedWhereverItLies(string area, string file)
    {
        Write("AETITLE_1", ("2.wl", "0900"));
        Write("WARD", ("2.wl", "0900"));
        await File.WriteAllTextAsync(_root.Combine($"{area}/1.wl"), "no DICOM", TestContext.Current.CancellationToken);

        ProgramRun run = await ExplainAsync(["WARD"], "PatientName=");

        Assert.Contains($"warning: {_root.Path}/{file}: skipped: ", run.Output, StringComparison.Ordinal);
    }

    // Whatever it calls.
    [Theory]
    [InlineData("", "1.wl")]
    [InlineData(", \"areas\": \"OR\"", "WARD/1.wl OR/1.wl")]
    public async Task DeviceThatIsServedFromAnotherArea_IsExplainedByThat(string further, string files)
    {
        Write("WARD", ("1.wl", "0900"));
        Write("OR", ("1.wl", "1000"));
        new WorklistArea(_root.Path, withLockFile: false).Write("1.wl", new Entry { Modality = "CT" });
        await File.WriteAllTextAsync(
            Configuration, $$"""{ "devices": [ { "calling": "CT1", "servedAs": "WARD"{{further}} } ] }""",
            TestContext.Current.CancellationToken);

        foreach (string called in (string[])["AETITLE_1", "NOWHERE"])
        {
            ProgramRun run = await ProgramRun.WlmscpAsync(
                "explain", _root.Path, called, "PatientName=", "--calling", "CT1", "--config", Configuration, "--json");

            using var document = JsonDocument.Parse(run.Output);
            Assert.Equal(
                files.Split(' '),
                document.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("file").GetString()));
        }
    }

    // One that nobody names has no lockfile: to read it would fail.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Profile_NeverReadsAnAreaThatIsNotNamed(int named)
    {
        string[] areas = [.. Further.Where((_, i) => (named >> i & 1) == 1)];
        Write("AETITLE_1", ("1.wl", "0900"));
        foreach (string name in Further)
        {
            new WorklistArea(_root.Path, name, withLockFile: areas.Contains(name)).Write("1.wl", new Entry { Modality = "CT" });
        }

        ProgramRun run = await ExplainAsync(areas, "PatientName=", "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(
            areas.Length == 0 ? ["1.wl"] : areas.Append("AETITLE_1").Select(name => $"{name}/1.wl").Order(),
            document.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("file").GetString()!)
                .Order());
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    private void Write(string area, params (string Name, string Time)[] files)
    {
        var directory = new WorklistArea(_root.Path, area);
        foreach ((string name, string time) in files)
        {
            directory.Write(name, new Entry { Modality = "CT", StartTime = time, StationAETitle = "CT1" });
        }
    }

    private async Task<ProgramRun> ExplainAsync(string[] areas, params string[] words)
    {
        string setting = areas.Length == 0 ? "\"limit\": 99" : $"\"areas\": {JsonSerializer.Serialize(areas)}";
        await File.WriteAllTextAsync(
            Configuration, $$"""{ "devices": [ { "calling": "CT1", {{setting}} } ] }""", TestContext.Current.CancellationToken);
        return await ProgramRun.WlmscpAsync(
            ["explain", _root.Path, "AETITLE_1", .. words, "--calling", "CT1", "--config", Configuration]);
    }
}
