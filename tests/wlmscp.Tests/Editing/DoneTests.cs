namespace Wlmscp.Tests.Editing;

/// <summary>Entries that are not offered any more: <c>done/</c>, <c>list --done</c> and <c>wlmscp restore</c>.</summary>
public sealed class DoneTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public DoneTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("a.wl", new Entry { PatientID = "A" });
        _area.Write("b.wl", new Entry { PatientID = "B" });
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Entry_WhoseStepIsOver_IsNotOffered_UntilItIsRestored()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        Assert.Equal(2, (await daemon.FindPatientIDsAsync()).Length);

        await RunAsync(0, "update", _area.Path, "PatientID=A", "--set", "ScheduledProcedureStepStatus=COMPLETED");

        Assert.Equal(["B"], await daemon.FindPatientIDsAsync());
        Assert.True(File.Exists(_area.Combine("done/a.wl")));
        Assert.DoesNotContain(" A ", (await RunAsync(0, "list", _area.Path)).Output, StringComparison.Ordinal);
        Assert.Contains(" A ", (await RunAsync(0, "list", "--done", _area.Path)).Output, StringComparison.Ordinal);

        await RunAsync(0, "restore", _area.Path, "PatientID=A");

        Assert.Equal(["A", "B"], (await daemon.FindPatientIDsAsync()).Order(StringComparer.Ordinal));
        Assert.Contains(
            "\"00400020\":{\"vr\":\"CS\",\"Value\":[\"SCHEDULED\"]}",
            (await RunAsync(0, "list", _area.Path, "PatientID=A", "--json")).Output
                .Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_WithoutAKey_IsWrongUse_AndOfWhatIsNotThereFindsNothing()
    {
        Assert.Equal(
            "wlmscp restore: PatientID=: no key with a value, expected one: it would be that of every entry\n",
            (await RunAsync(2, "restore", _area.Path, "PatientID=")).Error);
        Assert.Equal("", (await RunAsync(1, "restore", _area.Path, "PatientID=A")).Output);
        Assert.Equal("", (await RunAsync(1, "list", "--done", _area.Path)).Output);
    }

    [Fact]
    public async Task Expire_ClearsWhatIsDoneToo()
    {
        await RunAsync(0, "update", _area.Path, "PatientID=A", "--set", "ScheduledProcedureStepStatus=CANCELED",
            "ScheduledProcedureStepStartDate=20200101");

        await RunAsync(0, "expire", _area.Path, "--older-than", "7d");

        Assert.Empty(Directory.GetFiles(_area.Combine("done")));
    }

    [Fact]
    public async Task Update_OfALink_IsOneLine_AndLeavesItAlone()
    {
        string elsewhere = _root.Combine("elsewhere");
        File.Move(_area.Combine("a.wl"), elsewhere);
        File.CreateSymbolicLink(_area.Combine("a.wl"), elsewhere);
        byte[] before = await File.ReadAllBytesAsync(elsewhere, Cancelled);

        ProgramRun run = await RunAsync(5, "update", _area.Path, "PatientID=A", "--set", "AccessionNumber=1");

        Assert.Equal(
            "wlmscp update: a.wl: a symbolic link, expected a file of the area; change what it leads to\n", run.Error);
        Assert.Equal(elsewhere, new FileInfo(_area.Combine("a.wl")).LinkTarget);
        Assert.Equal(before, await File.ReadAllBytesAsync(elsewhere, Cancelled));
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(words);
        Assert.True(exitCode == run.ExitCode, $"{string.Join(' ', words)}: {run.ExitCode}, {run.Error}");
        return run;
    }
}
