using System.Globalization;

namespace Wlmscp.Tests.Life;

public sealed class StartTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task ReadyLine_NamesAddressPortAndAreas()
    {
        Directory.CreateDirectory(_root.Combine("AE_2"));
        Directory.CreateDirectory(_root.Combine("AE_1"));
        Directory.CreateDirectory(_root.Combine("no.area"));

        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        Assert.Equal(
            $"wlmscp: listening on 0.0.0.0:{daemon.Port}, 2 storage areas in {_root.Path}: AE_1, AE_2",
            daemon.ReadyLine);
    }

    [Fact]
    public async Task Directory_WithoutAreas_IsServed()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        Assert.EndsWith($", 0 storage areas in {_root.Path}", daemon.ReadyLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_Missing_IsOneLine()
    {
        string path = _root.Combine("missing");

        Assert.Equal(
            $"wlmscp: --dir {path}: no such directory, expected the one that holds the storage areas",
            await FailAsync("--port", "0", "--dir", path));
    }

    [Fact]
    public async Task Directory_ThatIsAFile_IsOneLine()
    {
        string path = _root.Combine("file");
        await File.WriteAllBytesAsync(path, [], TestContext.Current.CancellationToken);

        Assert.Equal(
            $"wlmscp: --dir {path}: not a directory, expected the one that holds the storage areas",
            await FailAsync("--port", "0", "--dir", path));
    }

    [Fact]
    public async Task Directory_ThatMayNotBeRead_IsOneLine()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "the superuser may read every directory");
        string path = _root.Combine("secret");
        Directory.CreateDirectory(path, UnixFileMode.None);

        string line = await FailAsync("--port", "0", "--dir", path);

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute); // so that it can be removed
        Assert.StartsWith($"wlmscp: --dir {path}: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_ThatCannotBeOpened_IsOneLine()
    {
        string path = _root.Combine("loop");
        Directory.CreateSymbolicLink(path, path);

        Assert.StartsWith(
            $"wlmscp: --dir {path}: ", await FailAsync("--port", "0", "--dir", path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_ThatIsTaken_IsOneLine()
    {
        await using WlmscpProcess first = await WlmscpProcess.StartAsync("--dir", _root.Path);
        string port = first.Port.ToString(CultureInfo.InvariantCulture);

        Assert.StartsWith(
            $"wlmscp: port {port}: ", await FailAsync("--port", port, "--dir", _root.Path), StringComparison.Ordinal);
        Assert.StartsWith(
            $"wlmscp: port {port}: ", await FailAsync(port, "-dfp", _root.Path), StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(params string[] args)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(args);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        return Assert.Single(run.ErrorLines);
    }
}
