using System.Net.Sockets;

namespace Wlmscp.Tests.Faults;

/// <summary>A worklist file that becomes something else while its area is served.</summary>
public sealed class ReplacedFileTests : IDisposable
{
    private readonly FaultScene _scene = new();

    /// <summary>What the file is replaced by, and what makes that.</summary>
    public static TheoryData<string, string, string[]> Replacements => new()
    {
        { "a directory", "mkdir", [] },
        { "a FIFO", "mkfifo", [] },
        { "a device that has no end", "mknod", ["c", "1", "5"] },
        { "a device that waits", "mknod", ["c", "5", "0"] },
        { "a link to a FIFO", "ln", ["-s", "fifo"] },
        { "a link to nothing", "ln", ["-s", "nothing"] },
        { "a link to itself", "ln", ["-s", "2.wl"] },
        { "4 GiB of nothing", "truncate", ["-s", "4G"] },
        { "a link to a file of the kernel", "ln", ["-s", "/proc/self/pagemap"] },
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Theory]
    [MemberData(nameof(Replacements))]
    public async Task File_ReplacedByWhatIsNoFile_IsSkippedUntilItIsOneAgain(
        string what, string program, string[] arguments)
    {
        Assert.SkipWhen(program == "mknod" && !Environment.IsPrivilegedProcess, "only the superuser makes devices");
        _scene.Area.Write("2.wl", new Entry { PatientID = "SECOND" });
        await RunAsync("mkfifo", _scene.Area.Combine("fifo"));
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        Assert.Equal(["FIRST", "SECOND"], await FindAsync(daemon));

        File.Delete(_scene.Area.Combine("2.wl"));
        await ReplaceAsync(program, arguments);
        Assert.Equal(["FIRST"], await FindAsync(daemon));
        Assert.Equal(["FIRST"], await FindAsync(daemon));
        await daemon.WaitForErrorLineAsync(line => line.Contains("2.wl: skipped: ", StringComparison.Ordinal));
        await RunAsync("rm", "-r", _scene.Area.Combine("2.wl"));
        _scene.Area.Write("2.wl", new Entry { PatientID = "SECOND" });

        Assert.True((await FindAsync(daemon)) is ["FIRST", "SECOND"], what);
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task File_ReplacedByASocket_IsSkipped()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        socket.Bind(new UnixDomainSocketEndPoint(_scene.Area.Combine("2.wl")));

        Assert.Equal(["FIRST"], await FindAsync(daemon));
        await bystander.FinishAsync();
    }

    private static async Task<string[]> FindAsync(WlmscpProcess daemon) =>
        [.. (await daemon.FindPatientIDsAsync()).Order(StringComparer.Ordinal)];

    // The name goes last, but with mknod, which has type and numbers behind it.
    private Task ReplaceAsync(string program, string[] arguments)
    {
        string path = _scene.Area.Combine("2.wl");
        return RunAsync(program, program == "mknod" ? [path, .. arguments] : [.. arguments, path]);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        ProgramRun run = await ProgramRun.RunAsync(program, arguments).WaitAsync(Cancelled);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
