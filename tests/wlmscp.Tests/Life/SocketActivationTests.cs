using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Wlmscp.Tests.Life;

/// <summary>sd_listen_fds(3): a socket that listens before the daemon is there.</summary>
public sealed class SocketActivationTests : IDisposable
{
    // Binds, says where in a file, waits for a first connection, and becomes the daemon, as systemd does.
    private const string Launcher = """
        import os, select, socket, sys
        kind, port_file, count, program = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if kind == 'udp' else socket.SOCK_STREAM)
        s.bind(('127.0.0.1', 0))
        if kind == 'tcp' or kind == 'waiting':
            s.listen()
        with open(port_file + '.tmp', 'w') as f:
            f.write(str(s.getsockname()[1]))
        os.rename(port_file + '.tmp', port_file)
        if kind == 'waiting':
            select.select([s], [], [])
        os.dup2(s.fileno(), 3)
        os.set_inheritable(3, True)
        os.environ['LISTEN_PID'] = str(os.getpid() + (1 if kind == 'other' else 0))
        os.environ['LISTEN_FDS'] = count
        os.environ['LISTEN_FDNAMES'] = 'dicom'
        os.execvp(program[0], program)
        """;

    private readonly TemporaryDirectory _root = new();

    public SocketActivationTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string PortFile => _root.Combine("port");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Socket_ThatIsHandedOver_IsListenedOn()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(StartInfo("tcp", "1", "--port", "1", "-v"));

        Assert.Equal(await File.ReadAllTextAsync(PortFile, Cancelled), $"{daemon.Port}");
        Assert.StartsWith("wlmscp: listening on 127.0.0.1:", daemon.ReadyLine, StringComparison.Ordinal);
        await daemon.WaitForErrorLineAsync(line => line.Contains("socket handed over", StringComparison.Ordinal));
        await daemon.AssertServesAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task Connection_MadeBeforeTheDaemonStarted_IsServed()
    {
        Task<WlmscpProcess> start = WlmscpProcess.StartAsync(StartInfo("waiting", "1"));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, await WaitForPortAsync(), Cancelled);
        await socket.SendAsync(new AssociateRequest().ToBytes(), Cancelled);

        await using WlmscpProcess daemon = await start;

        var answer = new byte[1];
        Assert.Equal(1, await socket.ReceiveAsync(answer, Cancelled));
        Assert.Equal(2, answer[0]);
    }

    [Fact]
    public async Task Socket_ForAnotherProcess_IsNotTaken()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(StartInfo("other", "1", "--port", "0"));

        Assert.StartsWith("wlmscp: listening on 0.0.0.0:", daemon.ReadyLine, StringComparison.Ordinal);
        await daemon.AssertServesAsync();
    }

    [Theory]
    [InlineData("udp", "1", "descriptor 3 is another socket")]
    [InlineData("bound", "1", "descriptor 3 is another socket")]
    [InlineData("tcp", "2", "2 descriptors handed over")]
    [InlineData("tcp", "many", "many descriptors handed over")]
    public async Task Socket_ThatIsNotOneThatListens_EndsTheStart(string kind, string count, string problem)
    {
        ProgramRun run = await ProgramRun.RunAsync(StartInfo(kind, count));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            $"wlmscp: LISTEN_FDS: {problem}, expected ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private ProcessStartInfo StartInfo(string kind, string count, params string[] options)
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo(["--dir", _root.Path, .. options]);
        return new ProcessStartInfo(
            "/usr/bin/python3", ["-c", Launcher, kind, PortFile, count, program.FileName, .. program.ArgumentList])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private async Task<int> WaitForPortAsync()
    {
        await Eventually.IsTrueAsync(() => File.Exists(PortFile), "the launcher's port");
        return int.Parse(await File.ReadAllTextAsync(PortFile, Cancelled), CultureInfo.InvariantCulture);
    }
}
