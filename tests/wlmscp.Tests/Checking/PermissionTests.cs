using System.Diagnostics;

namespace Wlmscp.Tests.Checking;

/// <summary><c>wlmscp check</c>: what the user of the daemon may read.</summary>
public sealed class PermissionTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public PermissionTests()
    {
        SetMode(_root.Path, "755");
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry());
        SetMode(_area.Path, "755");
        SetMode(_area.LockFile, "644");
        SetMode(_area.Combine("1.wl"), "644");
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("nobody")]
    [InlineData("65534")]
    public async Task User_WhoMayReadAll_HasNoFault(string user) =>
        Assert.Equal("", (await RunAsync(0, "--user", user, _area.Path, _area.Combine("1.wl"))).Output);

    [Fact]
    public async Task User_WhoMayNotReadLockfileAndFile_IsTold()
    {
        SetMode(_area.LockFile, "600");
        SetMode(_area.Combine("1.wl"), "640");

        ProgramRun run = await RunAsync(1, "--user", "nobody", _area.Path);

        const string Expected = "expected r for that user; chmod or chown gives it\n";
        Assert.Equal(
            $"{_area.Path}: not served: user nobody may not read its lockfile: mode 0600, {Expected}"
            + $"{_area.Path}/1.wl: not served: user nobody may not read it: mode 0640, {Expected}",
            run.Output);
        Assert.Equal("", (await RunAsync(0, "--user", "root", _area.Path)).Output);
    }

    [Theory]
    [InlineData("751")]
    [InlineData("754")]
    public async Task User_WhoMayNotListTheArea_IsToldOnce(string mode)
    {
        SetMode(_area.Path, mode);

        ProgramRun run = await RunAsync(1, "--user", "nobody", _area.Path);

        Assert.Equal(
            $"{_area.Path}: not served: user nobody may not list it: mode 0{mode}, expected rx for that user; "
            + "chmod or chown gives it\n",
            run.Output);
    }

    [Fact]
    public async Task User_WhoMayNotGoThroughADirectoryAbove_IsToldItsName()
    {
        SetMode(_root.Path, "700");

        ProgramRun run = await RunAsync(1, "--user", "nobody", _area.Path, _area.Combine("1.wl"));

        string fault = $"not served: user nobody may not go through {_root.Path}: mode 0700, "
            + "expected x for that user; chmod or chown gives it\n";
        Assert.Equal($"{_area.Path}: {fault}{_area.Path}/1.wl: {fault}", run.Output);
    }

    [Fact]
    public async Task User_ThatIsNone_IsWrongUse()
    {
        ProgramRun run = await RunAsync(2, "--user", "no-such-user", _area.Path);

        Assert.Equal(
            "wlmscp check: --user no-such-user: no such user, expected one of this machine\n", run.Error);
    }

    [Fact]
    public async Task UserWhoRunsIt_IsToldWhatTheSystemDenies()
    {
        SetMode(_area.LockFile, "600");
        SetMode(_area.Combine("1.wl"), "600");

        ProgramRun run = await RunAsNobodyAsync(1, _area.Path);

        const string Expected = "denied, expected r for the user who runs this; --user NAME checks for another\n";
        Assert.Equal(
            $"{_area.Path}: not served: permission to read its lockfile {Expected}"
            + $"{_area.Path}/1.wl: not served: permission to read it {Expected}",
            run.Output);
    }

    [Fact]
    public async Task UserWhoRunsIt_AndMayNotListTheArea_IsTold()
    {
        SetMode(_area.Path, "700");

        ProgramRun run = await RunAsNobodyAsync(1, _area.Path);

        Assert.Equal(
            $"{_area.Path}: not served: permission to list it denied, expected rx for the user who runs this; "
            + "--user NAME checks for another\n",
            run.Output);
    }

    private static void SetMode(string path, string octal) =>
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, fromBase: 8));

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["check", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}{run.Output}");
        return run;
    }

    private static async Task<ProgramRun> RunAsNobodyAsync(int exitCode, params string[] words)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only the superuser becomes somebody else");
        ProcessStartInfo start = WlmscpProgram.StartInfo(["check", .. words]);
        string[] program = [start.FileName, .. start.ArgumentList];
        ProgramRun run = await ProgramRun.RunAsync(
            "setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", .. program]);
        Assert.SkipWhen(run.ExitCode > 100, "the program is where nobody cannot run it");
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}{run.Output}");
        return run;
    }
}
