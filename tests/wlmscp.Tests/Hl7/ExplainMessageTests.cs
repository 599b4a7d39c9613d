using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Hl7;

/// <summary>
/// What <c>wlmscp hl7 --dry-run</c> and <c>wlmscp explain --hl7</c> say of the examples, each met by what those before it have
/// made: the files of <c>Expected</c> are what they print.
/// </summary>
public sealed partial class ExplainMessageTests : IDisposable
{
    private static readonly string Examples =
        Path.Join(WlmscpProgram.RepositoryRoot, "tests", "WorklistScp.Hl7.Tests", "Examples");

    private static readonly string Expected = Path.Join(WlmscpProgram.RepositoryRoot, "tests", "wlmscp.Tests", "Hl7", "Expected");

    // The message, and what it meets: the same again; a newer one; a patient that was merged.
    private static readonly (string Message, string Expected)[] Steps =
    [
        ("1-orm-new", "1-orm-new"), ("1-orm-new", "1-again"), ("2-omi-new", "2-omi-new"), ("3-orm-change", "3-orm-change"),
        ("1-orm-new", "1-older"), ("5-adt-a40", "5-adt-a40"), ("6-adt-a08", "6-adt-a08"),
        ("4-orm-cancel", "4-orm-cancel-merged"), ("7-orm-sparse", "7-orm-sparse"), ("8-orm-refused", "8-orm-refused"),
    ];

    private readonly TemporaryDirectory _root = new();

    public ExplainMessageTests()
    {
        _ = new WorklistArea(_root.Path, "RADIOLOGY");
        _ = new WorklistArea(_root.Path, "OTHER");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Examples_AreExplained_AndNothingIsChanged()
    {
        foreach ((string message, string expected) in Steps)
        {
            string path = Path.Join(Examples, $"{message}.hl7");
            string[] before = Files();

            ProgramRun dryRun = await ProgramRun.WlmscpAsync("hl7", "--dry-run", "--dir", _root.Path, path);
            ProgramRun explained = await ProgramRun.WlmscpAsync("explain", "--hl7", path, "--dir", _root.Path);

            Assert.Equal(await ReadAsync($"{expected}.dry-run"), Normalize(dryRun.Output));
            Assert.Equal(await ReadAsync($"{expected}.explain"), Normalize(explained.Output));
            Assert.Equal(("wlmscp: --dry-run: nothing is changed\n", ""), (dryRun.Error, explained.Error));
            Assert.Equal(before, Files());
            ProgramRun done = await ProgramRun.WlmscpAsync("hl7", "--dir", _root.Path, path);
            Assert.Equal((done.ExitCode, done.ExitCode), (dryRun.ExitCode, explained.ExitCode));
        }
    }

    [Fact]
    public async Task SeveralMessages_OfStandardInput_AreEachExplained()
    {
        string path = _root.Combine("m.hl7");
        await File.WriteAllBytesAsync(
            path, [.. Hl7Messages.Order("M1"), .. Hl7Messages.OrderOfNobody("M2")], TestContext.Current.CancellationToken);

        ProcessStartInfo start = WlmscpProgram.StartInfo("explain", "--hl7", "-", "--dir", _root.Path);
        ProgramRun run = await ProgramRun.RunAsync(
            "sh", ["-c", "f=$1; shift; exec \"$@\" < \"$f\"", "sh", path, start.FileName, .. start.ArgumentList]);

        Assert.Contains("-:1: ORM^O01 M1 of RIS|CLINIC", run.Output, StringComparison.Ordinal);
        Assert.Contains("-:7: ORM^O01 M2 of RIS|CLINIC", run.Output, StringComparison.Ordinal);
        Assert.Contains("refused: PID-3: Patient ID is missing", run.Output, StringComparison.Ordinal);
        Assert.Equal(5, run.ExitCode);
    }

    [Theory]
    [InlineData("ADT^A03", "PID|||1||Doe^Jane", "nothing to do: ADT^A03 changes no worklist", 0)]
    [InlineData("ORM^O01", "PID|||1||Doe^Jane\rORC|NA", "ORC: ORC-1 NA, ORC-5 empty: nothing to do", 0)]
    [InlineData("ADT^A08", "PID|||1||Doe^Jane", "entries of patient 1 in all areas: 0", 0)]
    [InlineData("ORU^R01", "PID|||1||Doe^Jane", "refused: MSH-9.1: Message type is not supported", 3)]
    [InlineData("ORM^O01", "PID|||1||Doe^Jane\rORC|SN", "refused: ORC-1: Order control: expected NW RO CH", 5)]
    [InlineData("ORM^O01", "PID|||1||Doe^Jane\rORC|CA\rOBR||||X||||||||||||||A1", "RADIOLOGY: not there", 0)]
    public async Task MessageThatChangesNothing_SaysWhy(string type, string segments, string line, int exitCode)
    {
        string path = _root.Combine("m.hl7");
        await File.WriteAllTextAsync(
            path, $"MSH|^~\\&|RIS|CLINIC|WLMSCP|RADIOLOGY|20261127||{type}|M1|P|2.5\r{segments}\r",
            TestContext.Current.CancellationToken);

        ProgramRun run = await ProgramRun.WlmscpAsync("explain", "--hl7", path, "--dir", _root.Path);

        Assert.Contains($"\n{line}", run.Output, StringComparison.Ordinal);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Json_HasEntriesAndFields()
    {
        string path = Path.Join(Examples, "7-orm-sparse.hl7");

        ProgramRun run = await ProgramRun.WlmscpAsync("hl7", "--dry-run", "--json", "--dir", _root.Path, path);

        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement message = json.RootElement[0];
        Assert.Equal("AA", message.GetProperty("answers")[0].GetProperty("code").GetString());
        JsonElement entry = message.GetProperty("entries")[0];
        Assert.Equal("new", entry.GetProperty("change").GetString());
        Assert.Equal("FI-700", entry.GetProperty("dataset").GetProperty("00080050").GetProperty("Value")[0].GetString());
        Assert.Equal(6, entry.GetProperty("madeUp").GetArrayLength());
        Assert.Contains(
            message.GetProperty("fields").EnumerateArray(),
            field => field.GetProperty("reason").GetString() == "not used: ORC-3 says it");
    }

    [Theory]
    [InlineData("explain: no --dir DIR, expected it, as in: wlmscp explain --hl7 order.hl7 --dir worklist", "--hl7", "m")]
    [InlineData("--dir: without effect, expected --hl7 FILE too; a query has DIR without an option", "--dir", "d", "a", "b", "c")]
    [InlineData("--calling: of a query, expected none with --hl7", "--hl7", "m", "--dir", "d", "--calling", "CT1")]
    [InlineData("--summary: of a query, expected none with --hl7", "--hl7", "m", "--dir", "d", "--summary")]
    [InlineData("explain: DIR: of a query, expected --hl7 FILE --dir DIR alone", "--hl7", "m", "--dir", "d", "worklist")]
    public async Task WordsOfAQuery_WithThoseOfMessages_AreRefused(string error, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["explain", .. words]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(error, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private string[] Files() =>
        [.. Directory.GetFiles(_root.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static Task<string> ReadAsync(string name) => File.ReadAllTextAsync(
        Path.Join(Expected, $"{name}.txt"), Encoding.UTF8, TestContext.Current.CancellationToken);

    // What differs from run to run: where the examples are, when the answer is made, when the message came.
    private static string Normalize(string output) => Received().Replace(
        Header().Replace(output.Replace(Examples + "/", "", StringComparison.Ordinal), "MSH|..."), "NOW");

    [GeneratedRegex(@"^MSH\|.*$", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex(@"(?<=new: )[0-9]{8}, [0-9]{4}(?=, US)|(?<=StartDate "")[0-9]{8}(?="": made up)")]
    private static partial Regex Received();
}
