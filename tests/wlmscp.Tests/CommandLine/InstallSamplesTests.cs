namespace Wlmscp.Tests.CommandLine;

/// <summary>What the program has in it of samples/deploy.</summary>
public sealed class InstallSamplesTests : IDisposable
{
    private static readonly string Samples = Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy");

    private static readonly string[] Names = [.. Directory.GetFiles(Samples).Select(path => Path.GetFileName(path))
        .Where(name => !name.EndsWith(".8", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private readonly TemporaryDirectory _root = new();

    private string Target => _root.Combine("new/samples");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task WithoutDirectory_NamesEachFile_WithItsPurpose()
    {
        ProgramRun run = await RunAsync(0);

        string[] rows = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(Names, rows.Select(row => row.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Matches("^[^ ]+  +[^ ].*[^ ]$", row));
    }

    [Fact]
    public async Task Directory_GetsEachFileOfSamples_ScriptsToBeExecuted()
    {
        ProgramRun run = await RunAsync(0, Target);

        Assert.Equal(
            Names.Select(name => $"wrote {Target}/{name}"),
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal(Names.Length, Directory.GetFileSystemEntries(Target).Length);
        Assert.All(Names, name =>
        {
            string sample = Path.Join(Samples, name);
            string written = Path.Join(Target, name);
            Assert.Equal(File.ReadAllBytes(sample), File.ReadAllBytes(written));
            Assert.Equal(IsExecutable(sample), IsExecutable(written));
        });
    }

    [Fact]
    public async Task FileThatIsThere_AndTheSame_IsToldInALine()
    {
        await RunAsync(0, Target);
        File.Delete(Path.Join(Target, Names[0]));

        ProgramRun run = await RunAsync(0, Target);

        Assert.Equal(
            Names.Select((name, i) => $"{(i == 0 ? "wrote" : "already there:")} {Target}/{name}"),
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).OrderBy(line => line.Split('/')[^1], StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("directory")]
    [InlineData("link")]
    [InlineData("FIFO")]
    public async Task OtherFileThatIsThere_StaysAndNothingIsWritten(string kind)
    {
        Directory.CreateDirectory(Target);
        string path = Path.Join(Target, Names[^1]);
        await PutAsync(kind, path);

        ProgramRun run = await RunAsync(4, Target);

        Assert.Equal(
            $"wlmscp install-samples: {path}: another file, expected none or the sample itself; "
                + "move it away or give another directory",
            Assert.Single(run.ErrorLines));
        Assert.Empty(run.Output);
        Assert.Equal(path, Assert.Single(Directory.GetFileSystemEntries(Target)));
        Assert.Equal(kind == "file", File.Exists(path) && new FileInfo(path) is { LinkTarget: null, Length: 6 });
    }

    [Fact]
    public async Task DryRun_SaysTheSame_AndWritesNothing()
    {
        string expected = (await RunAsync(0, _root.Combine("a"))).Output;

        ProgramRun run = await RunAsync(0, _root.Combine("b"), "--dry-run");

        Assert.Equal(expected.Replace("/a/", "/b/", StringComparison.Ordinal), run.Output);
        Assert.False(Directory.Exists(_root.Combine("b")));
    }

    [Fact]
    public async Task DirectoryThatCannotBe_IsOneLine()
    {
        await File.WriteAllTextAsync(_root.Combine("a"), "", TestContext.Current.CancellationToken);

        ProgramRun run = await RunAsync(3, _root.Combine("a/b"));

        Assert.Equal(
            $"wlmscp install-samples: {_root.Combine("a/b")}/wlmscp.service: no such directory, expected a directory to write to",
            Assert.Single(run.ErrorLines));
    }

    private static bool IsExecutable(string path) => File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherExecute);

    private async Task PutAsync(string kind, string path)
    {
        switch (kind)
        {
            case "file":
                await File.WriteAllTextAsync(path, "mine.\n", TestContext.Current.CancellationToken);
                break;
            case "directory":
                Directory.CreateDirectory(path);
                break;
            case "link":
                File.CreateSymbolicLink(path, _root.Combine("nowhere"));
                break;
            default:
                Assert.Equal(0, (await ProgramRun.RunAsync("mkfifo", path)).ExitCode);
                break;
        }
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["install-samples", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}\n{run.Output}{run.Error}");
        return run;
    }
}
