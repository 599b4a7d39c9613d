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
            + "without PatientBirthDate 1 entry would match\n"
            + "warning: PatientBirthDate \"sometime\": Invalid value for an attribute with VR=DA, expected YYYYMMDD",
            run.Output, StringComparison.Ordinal);
    }

    private Task<ProgramRun> ExplainAsync(params string[] words) =>
        ProgramRun.WlmscpAsync(["explain", _directory.Path, "AETITLE_1", .. words]);
}
