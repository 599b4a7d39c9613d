namespace Wlmscp.Tests.Explaining;

/// <summary>The options of the daemon that <c>wlmscp explain</c> has too.</summary>
public sealed class ExplainOptionsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task NoLockFile_ReadsAnAreaWithoutOne()
    {
        new WorklistArea(_directory.Path, withLockFile: false).Write("a.wl", new Entry());

        ProgramRun refused = await ExplainAsync("PatientID=");
        ProgramRun read = await ExplainAsync("PatientID=", "--no-lockfile");

        Assert.Equal(3, refused.ExitCode);
        Assert.Equal((0, "a.wl: matches\n1 of 1 entry match\n"), (read.ExitCode, read.Output));
    }

    [Fact]
    public async Task NoFail_AsksAllTheSame_AndWarns()
    {
        new WorklistArea(_directory.Path).Write("a.wl", new Entry { PatientID = "1" });

        ProgramRun run = await ExplainAsync("--no-fail", "PatientID=1", "PatientBirthDate=sometime");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "0 of 1 entry match\n  PatientID \"1\": 0 of 1 fail\n  PatientBirthDate \"sometime\": 1 of 1 fail\n"
            + "without PatientBirthDate 1 entry would match\n",
            run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "\nwarning: PatientBirthDate \"sometime\": Invalid value for an attribute with VR=DA, expected YYYYMMDD",
            run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_HasNoLineForAnEntry_ButWhatThereIs()
    {
        var area = new WorklistArea(_directory.Path);
        area.Write("a.wl", new Entry { StartDate = "20261201", StationAETitle = "CT1", Modality = "CT" });
        area.Write("b.wl", new Entry { StartDate = "20261201", StationAETitle = "CT2", Modality = "CT" });

        ProgramRun run = await ExplainAsync("--summary", "Modality=MR");

        Assert.Equal(
            "0 of 2 entries match\n  Modality \"MR\": 2 of 2 fail\nwithout Modality 2 entries would match\n"
            + "dates there are: 20261201 (2)\nstations there are: CT1 (1), CT2 (1)\nmodalities there are: CT (2)\n",
            run.Output);
        ProgramRun json = await ExplainAsync("--summary", "--json", "Modality=MR");
        Assert.Contains("\"entries\": [],", json.Output, StringComparison.Ordinal);
        Assert.Contains("\"value\": \"CT2\",", json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CT1", "")]
    [InlineData("MR1", "warning: no entry has the Scheduled Station AE Title MR1, they have CT1 (1)\n")]
    [InlineData("CT1", "warning: the association is rejected: CT1 is no calling AE title of --allow-calling, they are US*\n",
        "--allow-calling", "US*")]
    public async Task Calling_SaysWhatConcernsThatDevice(string title, string warnings, params string[] options)
    {
        new WorklistArea(_directory.Path).Write("a.wl", new Entry { StationAETitle = "CT1" });

        ProgramRun run = await ExplainAsync(["--calling", title, .. options, "PatientID="]);

        Assert.Equal($"a.wl: matches\n1 of 1 entry match\n{warnings}", run.Output);
    }

    [Fact]
    public async Task User_WhoMayNotReadAFile_DoesNotFindIt()
    {
        var area = new WorklistArea(_directory.Path);
        area.Write("a.wl", new Entry());
        area.Write("b.wl", new Entry { StepID = "2" });
        File.SetUnixFileMode(area.Combine("b.wl"), UnixFileMode.UserRead);
        foreach (string directory in (string[])[_directory.Path, area.Path])
        {
            File.SetUnixFileMode(
                directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        ProgramRun run = await ExplainAsync("--user", "nobody", "PatientID=");
        Assert.StartsWith(
            "a.wl: matches\n1 of 1 entry match\nwarning: b.wl: skipped, user nobody may not read it: mode 0400", run.Output,
            StringComparison.Ordinal);
        File.SetUnixFileMode(area.Combine("lockfile"), UnixFileMode.UserRead);
        ProgramRun refused = await ExplainAsync("--user", "nobody", "PatientID=");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("user nobody may not read its lockfile", refused.Error, StringComparison.Ordinal);
    }

    private Task<ProgramRun> ExplainAsync(params string[] words) =>
        ProgramRun.WlmscpAsync(["explain", _directory.Path, "AETITLE_1", .. words]);
}
