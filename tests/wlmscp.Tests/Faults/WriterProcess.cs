using System.Diagnostics;

namespace Wlmscp.Tests.Faults;

/// <summary>Another process that holds the exclusive lock of an area until it is killed.</summary>
internal sealed class WriterProcess : IDisposable
{
    // Perl's flock is flock(2). For fcntl it wants struct flock as bytes: l_type, l_whence, l_start, l_len, l_pid.
    private const string Flock =
        """use Fcntl ":flock"; flock(F, LOCK_EX) or die $!;""";

    private const string RecordLock =
        """use Fcntl; my $l = pack("s s x4 q q i x4", F_WRLCK, 0, 0, 0, 0); fcntl(F, F_SETLKW, $l) or die $!;""";

    private readonly Process _process;

    private WriterProcess(Process process)
    {
        _process = process;
    }

    /// <summary>Starts it, and waits until it holds the lock.</summary>
    /// <param name="area">The area.</param>
    /// <param name="kind">The kind of lock: <c>flock</c> or <c>fcntl</c>.</param>
    public static async Task<WriterProcess> StartAsync(WorklistArea area, string kind)
    {
        string take = kind == "flock" ? Flock : RecordLock;
        string script = $"""open(F, "+<", $ARGV[0]) or die $!; {take} $| = 1; print "held\n"; <STDIN>""";
        var writer = new WriterProcess(Process.Start(new ProcessStartInfo("perl", ["-e", script, area.LockFile])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        Assert.Equal(
            "held", await writer._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return writer;
    }

    /// <summary>Ends it with SIGKILL: it cleans up nothing.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
