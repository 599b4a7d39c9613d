namespace Wlmscp.Tests.Life;

public sealed class PidFileTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    private string PidFile => _root.Combine("wlmscp.pid");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task PidFile_OfADaemonThatEnds_IsRemoved()
    {
        await File.WriteAllTextAsync(PidFile, "1\n", TestContext.Current.CancellationToken); // left by a crash
        await using WlmscpProcess daemon = await StartAsync();
        Assert.Equal($"{daemon.Id}\n", await File.ReadAllTextAsync(PidFile, TestContext.Current.CancellationToken));

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Empty(Directory.GetFiles(_root.Path));
    }

    [Fact]
    public async Task PidFile_OfAnotherDaemon_IsLeft()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await File.WriteAllTextAsync(PidFile, "1\n", TestContext.Current.CancellationToken);

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal("1\n", await File.ReadAllTextAsync(PidFile, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task PidFile_ThatCannotBeWritten_EndsTheStart()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "--port", "0", "--dir", _root.Path, "--pid-file", _root.Combine("nowhere/wlmscp.pid"));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            $"wlmscp: --pid-file {_root.Combine("nowhere/wlmscp.pid")}: ", Assert.Single(run.ErrorLines),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ThatFails_LeavesNoPidFile()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "--port", "0", "--dir", _root.Combine("nowhere"), "--pid-file", PidFile);

        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task Start_ThatFailsAtTheLog_LeavesNoPidFile()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "--port", "0", "--dir", _root.Path, "--pid-file", PidFile, "--log-config", _root.Combine("nowhere"));

        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task PidFile_ThatIsADirectory_EndsTheStart_AndLeavesNothing()
    {
        Directory.CreateDirectory(PidFile);

        ProgramRun run = await ProgramRun.WlmscpAsync("--port", "0", "--dir", _root.Path, "--pid-file", PidFile);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"wlmscp: --pid-file {PidFile}: a directory; expected a file that can be written",
            Assert.Single(run.ErrorLines));
        Assert.Equal([PidFile], Directory.GetFileSystemEntries(_root.Path));
    }

    // What is there when the daemon ends may be anybody's.
    [Theory]
    [InlineData("mkfifo")]
    [InlineData("ln", "-s", "/dev/zero")]
    public async Task PidFile_ReplacedByWhatNeverEnds_IsLeft(params string[] make)
    {
        await using WlmscpProcess daemon = await StartAsync();
        File.Delete(PidFile);
        Assert.Equal(0, (await ProgramRun.RunAsync(make[0], [.. make[1..], PidFile])).ExitCode);

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal([PidFile], Directory.GetFileSystemEntries(_root.Path));
    }

    private Task<WlmscpProcess> StartAsync() => WlmscpProcess.StartAsync("--dir", _root.Path, "--pid-file", PidFile);
}
