using System.Text.Json;

namespace Wlmscp.Tests.Checking;

/// <summary><c>wlmscp check</c>.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public CheckTests()
    {
        _area = new WorklistArea(_root.Path);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("samples/wlistdb/AETITLE_1")]
    [InlineData("samples/wlistdb/AETITLE_1/wklist01.wl")]
    public async Task Samples_AreFine(string path)
    {
        ProgramRun run = await RunAsync(0, Path.Join(WlmscpProgram.RepositoryRoot, path));

        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task ExamplesOfDebian_AreFine()
    {
        const string Examples = "/usr/share/doc/dcmtk/examples/wlistdb/OFFIS";
        Assert.SkipUnless(Directory.Exists(Examples), "the package dcmtk is not installed");
        string[] dumps = Directory.GetFiles(Examples, "*.dump");
        foreach (string dump in dumps)
        {
            string file = _area.Combine($"{Path.GetFileNameWithoutExtension(dump)}.wl");
            Assert.Equal(0, (await ProgramRun.WlmscpAsync("convert", dump, file)).ExitCode);
        }

        Assert.Equal(10, dumps.Length);
        Assert.Equal("", (await RunAsync(0, _area.Path)).Output);
    }

    [Theory]
    [InlineData("1.dcm", "its name ends in .dcm")]
    [InlineData("1", "its name has no ending")]
    public async Task File_OfAnotherExtension_IsNotServed(string name, string problem)
    {
        _area.Write(name, new Entry());

        Assert.Equal(
            [$"{_area.Path}/{name}: not served: {problem}, expected .wl; rename it"],
            Lines(await RunAsync(1, _area.Combine(name))));
    }

    [Fact]
    public async Task EntryWithoutSequencesThatMayBeEmpty_IsFine()
    {
        _area.Write("1.wl", new Entry());

        Assert.Equal("", (await RunAsync(0, _area.Path)).Output);
    }

    [Theory]
    [InlineData("(0010,0030) DA [20260231]", "(0010,0030) PatientBirthDate: no date, expected YYYYMMDD")]
    [InlineData("(0008,0030) TM [2500]", "(0008,0030) StudyTime: no time, expected HHMMSS")]
    [InlineData("(0008,0050) SH [12345678901234567]",
        "(0008,0050) AccessionNumber: 17 characters, expected at most 16")]
    [InlineData("(0010,0040) CS [f]", "(0010,0040) PatientSex: no code, expected capital letters")]
    [InlineData("(0010,0010) LO [A]", "(0010,0010) PatientName: VR LO, expected PN")]
    [InlineData("(0010,1030) DS [x]", "(0010,1030) PatientWeight: no number, expected one")]
    [InlineData("(0020,000d) UI [1.02]", "(0020,000d) StudyInstanceUID: no UID, expected digits and dots")]
    [InlineData("(0010,0010) PN [M\u00fcller]",
        "looks like UTF-8, (0008,0005) is missing, expected ISO_IR 192; --fix adds it")]
    [InlineData("(0008,0005) CS [ISO_IR 6]\n(0010,0010) PN [M\u00fcller]",
        "looks like UTF-8, (0008,0005) is missing, expected ISO_IR 192; --fix adds it")]
    [InlineData("(0008,0005) CS [NONE]\n(0010,0010) PN [M\u00fcller]",
        "looks like UTF-8, (0008,0005) is 'NONE', expected ISO_IR 192; --fix mends it")]
    [InlineData("(0008,0005) CS [ISO_IR 127]\n(0010,0010) PN [M\u00fcller]",
        "(0010,0010) PatientName: characters that are not in the character set")]
    [InlineData("(0008,0005) CS [UNICODE UTF-8]\n(0010,0010) PN [M\u00fcller]",
        "(0008,0005) SpecificCharacterSet: 'UNICODE UTF-8', expected ISO_IR 192; --fix mends it")]
    [InlineData("(0008,0005) CS [GB2312]",
        "(0008,0005) SpecificCharacterSet: 'GB2312', expected GB18030; --fix mends it")]
    [InlineData("(0008,0005) CS [NONE]", "(0008,0005) SpecificCharacterSet: unknown, expected a term")]
    [InlineData("(0040,0100) SQ\n(fffe,e000) na\n(0040,0002) DA [x]\n(fffe,e0dd) na",
        "(0040,0100)>(0040,0002) ScheduledProcedureStepStartDate: no date")]
    public async Task Value_ThatItsVRDoesNotAllow_IsNamed(string dump, string problem)
    {
        string file = _root.Combine("a.wl");
        await File.WriteAllTextAsync(_root.Combine("a.dump"), dump + "\n", Cancelled);
        Assert.Equal(0, (await ProgramRun.WlmscpAsync("convert", _root.Combine("a.dump"), file)).ExitCode);

        ProgramRun run = await RunAsync(1, file);

        string line = Assert.Single(Lines(run), line => line.Contains(": served, but: ", StringComparison.Ordinal));
        Assert.StartsWith($"{file}: served, but: {problem}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasWhatTheLinesSay()
    {
        _area.Write("1.wl", new Entry { PatientID = "" });

        using JsonDocument json = JsonDocument.Parse((await RunAsync(1, "--json", _area.Path)).Output);

        Assert.Equal(
            [true, false],
            json.RootElement.EnumerateArray().Select(file => file.GetProperty("served").GetBoolean()));
        Assert.Equal(
            "incomplete, expected (0010,0020) PatientID", json.RootElement[1].GetProperty("faults")[0].GetString());
    }

    [Fact]
    public async Task Path_ThatIsNotThere_IsOneLine()
    {
        ProgramRun run = await RunAsync(3, _root.Combine("none"));

        Assert.Equal(
            $"wlmscp check: {_root.Path}/none: no such file, expected a worklist file or storage area\n", run.Error);
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["check", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}{run.Output}");
        return run;
    }

    private static string[] Lines(ProgramRun run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
