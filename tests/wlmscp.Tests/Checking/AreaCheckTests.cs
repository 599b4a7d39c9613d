namespace Wlmscp.Tests.Checking;

/// <summary><c>wlmscp check</c> of storage areas.</summary>
public sealed class AreaCheckTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public AreaCheckTests()
    {
        _area = new WorklistArea(_root.Path);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Area_WithFilesThatAreNotServed_NamesEachWithItsReason()
    {
        _area.Write("1.wl", new Entry { PatientID = "" });
        await File.WriteAllTextAsync(_area.Combine("2.wl"), "no file", Cancelled);
        await File.WriteAllTextAsync(_area.Combine("3.WL"), "", Cancelled);

        ProgramRun run = await RunAsync(1, _area.Path);

        Assert.Equal(
            [
                $"{_area.Path}/1.wl: not served: incomplete, expected (0010,0020) PatientID",
                $"{_area.Path}/2.wl: not served: no DICOM file: neither file meta information nor a data element at "
                + "its start, expected a DICOM file that can be read",
                $"{_area.Path}/3.WL: not served: its name ends in .WL, expected .wl; rename it",
            ],
            Lines(run));
    }

    [Fact]
    public async Task Area_WithoutLockfile_OrOfAWrongName_IsNamed()
    {
        File.Delete(_area.LockFile);
        string other = Directory.CreateDirectory(_root.Combine("has.dot")).FullName;

        ProgramRun run = await RunAsync(1, _area.Path, other);

        Assert.Equal(
            [
                $"{_area.Path}: not served: no lockfile, expected an empty file lockfile; --fix adds it",
                $"{other}: not served: its name is no AE title, expected 1 to 16 letters, digits, inner spaces and "
                + "- : @ _; rename it",
                $"{other}: not served: no lockfile, expected an empty file lockfile; --fix adds it",
            ],
            Lines(run));
    }

    [Fact]
    public async Task Area_ThatIsALink_IsFine()
    {
        _area.Write("1.wl", new Entry());
        string link = _root.Combine("LINK");
        Directory.CreateSymbolicLink(link, _area.Path);

        Assert.Equal("", (await RunAsync(0, link)).Output);
    }

    [Fact]
    public async Task Area_WhoseLockfileIsADirectory_IsNamed_AndItsFilesAreChecked()
    {
        File.Delete(_area.LockFile);
        Directory.CreateDirectory(_area.LockFile);
        _area.Write("1.wl", new Entry { PatientID = "" });
        string[] expected =
        [
            $"{_area.Path}: not served: its lockfile is not a regular file, expected an empty one; remove it, "
            + "--fix adds one",
            $"{_area.Path}/1.wl: not served: incomplete, expected (0010,0020) PatientID",
        ];

        Assert.Equal(expected, Lines(await RunAsync(1, _area.Path)));
        Assert.Equal(expected, Lines(await RunAsync(1, "--fix", _area.Path)));
    }

    [Fact]
    public async Task Area_WhoseNameEndsWithASpace_IsNamed()
    {
        var area = new WorklistArea(_root.Path, "ONE ");

        Assert.Contains(
            "its name is no AE title", Assert.Single(Lines(await RunAsync(1, area.Path))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Area_ThatAWriterLocks_CannotBeChecked()
    {
        using (LockFiles.TryFlock(_area.LockFile))
        {
            ProgramRun run = await RunAsync(3, _area.Path);

            Assert.Contains("a writer holds the lock", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        }
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["check", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}{run.Output}");
        return run;
    }

    private static string[] Lines(ProgramRun run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // As the shell expands AREA/*, and the directory that --dir of the daemon names.
    [Fact]
    public async Task EverythingInAnArea_AndADirectoryOfAreas_CanBeNamed()
    {
        _area.Write("1.wl", new Entry());
        Directory.CreateDirectory(_area.Combine("done"));
        File.Copy(_area.Combine("1.wl"), _area.Combine("done/old.wl"));
        Directory.CreateDirectory(_area.Combine("put"));

        string[] all = Directory.GetFileSystemEntries(_area.Path);
        Assert.Equal(4, all.Length);
        ProgramRun each = await ProgramRun.WlmscpAsync(["check", .. all]);
        Assert.Equal((0, "", ""), (each.ExitCode, each.Output, each.Error));

        string root = Path.GetDirectoryName(_area.Path)!;
        File.WriteAllText(_area.Combine("2.wl"), "no file");
        ProgramRun run = await ProgramRun.WlmscpAsync("check", root);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{_area.Path}/2.wl: not served: ", run.Output, StringComparison.Ordinal);
    }
}
