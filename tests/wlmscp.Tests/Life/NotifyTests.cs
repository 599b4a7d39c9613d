using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Wlmscp.Tests.Life;

/// <summary>sd_notify(3): what a service manager is told, over a real socket.</summary>
public sealed class NotifyTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly Socket _manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifyTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
    }

    public void Dispose()
    {
        _manager.Dispose();
        _root.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Daemon_IsReadyWhenItListens_AndStoppingWhenItEnds(bool isAbstract)
    {
        string name = isAbstract ? $"@wlmscp-{Guid.NewGuid():n}" : _root.Combine("notify");
        _manager.Bind(new UnixDomainSocketEndPoint(isAbstract ? '\0' + name[1..] : name));
        Task<WlmscpProcess> start = StartAsync(name);

        string[] ready = await ReceiveAsync();
        Assert.Equal("READY=1", ready[0]);
        Assert.StartsWith("STATUS=listening on 0.0.0.0:", ready[1], StringComparison.Ordinal);
        int port = int.Parse(ready[1].Split(':')[1].Split(',')[0], CultureInfo.InvariantCulture);
        using (var peer = new TcpClient())
        {
            await peer.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        }

        await using WlmscpProcess daemon = await start;
        daemon.Signal(PosixSignal.SIGTERM);
        Assert.Equal("STOPPING=1", (await ReceiveAsync())[0]);
        Assert.Equal(0, await daemon.WaitForExitAsync());
    }

    [Fact]
    public async Task Hangup_IsTold_WithTheTimeOfItsBegin()
    {
        string path = _root.Combine("notify");
        _manager.Bind(new UnixDomainSocketEndPoint(path));
        await using WlmscpProcess daemon = await StartAsync(path);
        await ReceiveAsync();
        double before = Stopwatch.GetElapsedTime(0).TotalMicroseconds; // since the start of the machine

        daemon.Signal(PosixSignal.SIGHUP);

        string[] reloading = await ReceiveAsync();
        Assert.Equal("RELOADING=1", reloading[0]);
        long time = long.Parse(reloading[1]["MONOTONIC_USEC=".Length..], CultureInfo.InvariantCulture);
        Assert.InRange(time, before - 1, Stopwatch.GetElapsedTime(0).TotalMicroseconds);
        Assert.Equal("READY=1", (await ReceiveAsync())[0]);
        await daemon.AssertServesAsync();
    }

    [Theory]
    [InlineData("/nowhere/notify")]
    [InlineData("relative")]
    public async Task Socket_ThatIsNotThere_IsAWarning(string path)
    {
        await using WlmscpProcess daemon = await StartAsync(path);

        await daemon.WaitForErrorLineAsync(
            line => line.Contains($"WARN NOTIFY_SOCKET {path}: ", StringComparison.Ordinal));
        await daemon.AssertServesAsync();
    }

    [Fact]
    public async Task Start_ThatFails_IsNotReady()
    {
        string path = _root.Combine("notify");
        _manager.Bind(new UnixDomainSocketEndPoint(path));
        ProcessStartInfo start = WlmscpProgram.StartInfo("--port", "0", "--dir", _root.Combine("nowhere"));
        start.Environment["NOTIFY_SOCKET"] = path;

        ProgramRun run = await ProgramRun.RunAsync(start);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(0, _manager.Available);
    }

    private Task<WlmscpProcess> StartAsync(string socket)
    {
        ProcessStartInfo start = WlmscpProgram.StartInfo("--port", "0", "--dir", _root.Path);
        start.Environment["NOTIFY_SOCKET"] = socket;
        return WlmscpProcess.StartAsync(start);
    }

    private async Task<string[]> ReceiveAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[4096];
        int length = await _manager.ReceiveAsync(buffer.AsMemory(), limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, length).Split('\n');
    }
}
