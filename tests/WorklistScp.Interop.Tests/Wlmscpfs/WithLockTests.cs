using System.Diagnostics;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>samples/deploy/with-lock.sh, with which docs/worklists.md tells writers to lock a storage area.</summary>
public sealed class WithLockTests
{
    private static readonly string Script =
        Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy", "with-lock.sh");

    [Fact]
    public async Task WithLock_WhileItsCommandRuns_HoldsBackBothServers()
    {
        using var root = new TemporaryDirectory();
        var area = new WorklistArea(root.Path, "LOCKED");
        area.Write("1.wl", new Entry());
        await using WlmscpfsProcess theirs = await WlmscpfsProcess.StartAsync(root.Path);
        await using WlmscpProcess ours = await WlmscpProcess.StartAsync("--dir", root.Path, "--lock-timeout", "0");

        // wlmscpfs waits for ever, so its client is ended; wlmscp refuses at once.
        ProgramRun theirAnswer = await ProgramRun.RunAsync(Script, [area.Path, "timeout", "2", .. Query(theirs.Port)]);
        ProgramRun ourAnswer = await ProgramRun.RunAsync(Script, [area.Path, .. Query(ours.Port)]);
        ProgramRun flock = await ProgramRun.RunAsync(Script, area.Path, "flock", "-n", "-s", area.LockFile, "true");

        Assert.Contains("Sending Find Request", theirAnswer.Output + theirAnswer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Find Response: 1", theirAnswer.Output + theirAnswer.Error, StringComparison.Ordinal);
        Assert.Contains("OutOfResources", ourAnswer.Output + ourAnswer.Error, StringComparison.Ordinal);
        Assert.Equal(1, flock.ExitCode);
    }

    [Fact]
    public async Task WithLock_AfterItsCommand_LetsBothServersAnswer()
    {
        using var root = new TemporaryDirectory();
        var area = new WorklistArea(root.Path, "LOCKED");
        byte[] file = WorklistArea.Encode(new Entry().ToDataset());
        string temporary = root.Combine("new.tmp");
        await File.WriteAllBytesAsync(temporary, file, TestContext.Current.CancellationToken);
        await using BothServers servers = await BothServers.StartAsync(root.Path, "LOCKED");

        ProgramRun run = await ProgramRun.RunAsync(Script, area.Path, "mv", temporary, area.Combine("new.wl"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(1, await servers.CompareAsync(new DicomDataset(Keys.Key(DicomTag.PatientName)), "all"));
    }

    [Theory]
    [InlineData(7, "sh", "-c", "exit 7")]
    [InlineData(143, "sh", "-c", "kill $$")]
    [InlineData(127, "no-such-command; true")]
    [InlineData(2)]
    public async Task WithLock_EndsAsItsCommand(int exitCode, params string[] command)
    {
        using var root = new TemporaryDirectory();
        var area = new WorklistArea(root.Path, "LOCKED");

        ProgramRun run = await ProgramRun.RunAsync(Script, [area.Path, .. command]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode is 2 or 127, run.Error.Length > 0);
    }

    [Fact]
    public async Task WithLock_ThatIsKilled_LeavesTheLockToItsCommand()
    {
        using var root = new TemporaryDirectory();
        var area = new WorklistArea(root.Path, "LOCKED");
        string goesOn = root.Combine("goes-on");
        using Process script = Process.Start(new ProcessStartInfo(
            Script, [area.Path, "sh", "-c", "echo held; read word; echo \"$word\" > \"$0\"", goesOn])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await script.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        script.Kill();
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, (await ProgramRun.RunAsync("flock", "-n", "-s", area.LockFile, "true")).ExitCode);
        await script.StandardInput.WriteLineAsync("done");
        script.StandardInput.Close();
        Assert.Equal(0, (await ProgramRun.RunAsync("flock", "-s", area.LockFile, "cat", goesOn)).ExitCode);
    }

    private static string[] Query(int port) =>
        ["findscu", "-v", "-W", "-aec", "LOCKED", "-k", "0010,0010", "127.0.0.1", $"{port}"];
}
