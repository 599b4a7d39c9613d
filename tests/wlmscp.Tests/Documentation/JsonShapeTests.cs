using System.Text;
using System.Text.Json;
using Wlmscp.Tests.Hl7;

namespace Wlmscp.Tests.Documentation;

/// <summary>The help of each command with <c>--json</c> names every property that it prints.</summary>
[KnowsDates]
public sealed class JsonShapeTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    private string Area => _root.Combine("AETITLE_1");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Properties_AreInTheHelp()
    {
        string[] entry =
        [
            "PatientName=Doe^Jane", "PatientID=1", "Modality=CT", "ScheduledStationAETitle=CT1",
            "ScheduledProcedureStepStartDate=20200101",
        ];

        await AssertDocumentedAsync(0, "init", _root.Path, "AETITLE_1");
        await AssertDocumentedAsync(0, ["add", Area, .. entry]);
        await AssertDocumentedAsync(0, "list", Area, "--files");
        await AssertDocumentedAsync(0, "update", Area, "PatientID=1", "--set", "PatientID=2");
        await AssertDocumentedAsync(1, "explain", _root.Path, "AETITLE_1", "Modality=MR", "StudyID=x");
        await AssertDocumentedAsync(1, "explain", _root.Path, "AETITLE_1", "Modality=mr");
        await AssertProfilesDocumentedAsync();
        await AssertDocumentedAsync(0, "remove", Area, "PatientID=2");
        await RunAsync(["add", Area, .. entry]);
        await AssertDocumentedAsync(0, "expire", Area, "--older-than", "1d");
        await AssertHl7DocumentedAsync();
        File.WriteAllText(Path.Join(Area, "a.wl"), "no file");
        await AssertDocumentedAsync(1, "check", Area);
    }

    private async Task AssertProfilesDocumentedAsync()
    {
        string configuration = _root.Combine("new.json");
        string request = _root.Combine("request.dump");
        await File.WriteAllTextAsync(
            configuration, """{ "devices": [ { "set": { "StudyDescription": "CT" }, "require": "StudyID" } ] }""",
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(request, "(0010,0010) PN []\n", TestContext.Current.CancellationToken);
        string[] device = ["--calling", "CT1", "--config", configuration];
        await AssertDocumentedAsync(0, ["explain", _root.Path, "AETITLE_1", "PatientName=", .. device]);
        await AssertDocumentedAsync(1, ["explain", _root.Path, "AETITLE_1", "--from", request, "--values", .. device]);
        await AssertDocumentedAsync(1, ["check", Area, .. device]);
    }

    // One with made-up values and warnings, one that changes something, one that is refused.
    private async Task AssertHl7DocumentedAsync()
    {
        string order = Encoding.ASCII.GetString(Hl7Messages.Order());
        string path = _root.Combine("m.hl7");
        foreach ((int exitCode, string message) in new[]
        {
            (0, order.Replace("ORC|NW", "ORC|XO", StringComparison.Ordinal)),
            (0, order.Replace("0930", "1030", StringComparison.Ordinal)),
            (5, order.Replace("|NW|", "|SN|", StringComparison.Ordinal)),
        })
        {
            await File.WriteAllTextAsync(path, message, TestContext.Current.CancellationToken);
            await AssertDocumentedAsync(exitCode, "explain", "--hl7", path, "--dir", _root.Path);
            await AssertDocumentedAsync(exitCode, "hl7", "--dir", _root.Path, path);
        }
    }

    private static async Task AssertDocumentedAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await RunAsync([.. words, "--json"]);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        string help = (await RunAsync([words[0], "--help"])).Output;

        using JsonDocument json = JsonDocument.Parse(run.Output);
        string[] names = [.. NamesIn(json.RootElement).Distinct()];
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"\"{name}\":", help, StringComparison.Ordinal));
    }

    // PS3.18 annex F has the properties of data sets.
    private static IEnumerable<string> NamesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesIn),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.Name == "dataset" ? [property.Name] : NamesIn(property.Value).Prepend(property.Name)),
        _ => [],
    };

    private static Task<ProgramRun> RunAsync(string[] words) => ProgramRun.WlmscpAsync(words);
}
