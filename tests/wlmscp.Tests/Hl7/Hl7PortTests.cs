using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Wlmscp.Tests.Hl7;

/// <summary>The port for HL7 in the life of the daemon.</summary>
public sealed class Hl7PortTests : IDisposable
{
    private readonly Hl7Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task ReadyLine_NamesThePort()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--bind", "127.0.0.1");

        Assert.Contains(
            $"listening on 127.0.0.1:{daemon.Port}, for HL7 on 127.0.0.1:{daemon.Hl7Port}, 1 storage area in ",
            daemon.ReadyLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dicom_BesideHl7_IsAnswered()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        Assert.Equal("AA M1", await peer.OrderAsync());
        Assert.Contains("EARLIER", await daemon.FindPatientIDsAsync());
        Assert.Equal("AA M2", await peer.OrderAsync("M2"));
    }

    [Fact]
    public async Task Log_HasALineForAMessage_WithoutThePatient()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        await peer.OrderAsync();
        await peer.SendAsync(Hl7Messages.Framed(Hl7Messages.OrderOfNobody("M2")));
        await peer.ReceiveAsync();

        await daemon.WaitForErrorLineAsync(line => line.Contains(
            " INFO HL7 #1: ORM^O01 M1 of RIS|CLINIC at 127.0.0.1:", StringComparison.Ordinal)
            && line.EndsWith(": AA", StringComparison.Ordinal));
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            " WARN HL7 #1: ORM^O01 M2 of RIS|CLINIC at 127.0.0.1:", StringComparison.Ordinal)
            && line.Contains(": AE, PID-3", StringComparison.Ordinal));
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("4711", StringComparison.Ordinal)
            || line.Contains("PATIENT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faults_OfOneAddress_AreToldOnce()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        for (var i = 0; i < 50; i++)
        {
            await peer.SendAsync(Hl7Messages.Framed(Hl7Messages.OrderOfNobody("M2")));
            Assert.Equal("AE M2", await peer.ReceiveAsync());
        }

        Assert.Equal(0, await daemon.StopAsync());
        Assert.Single(daemon.ErrorLines, line => line.Contains(" WARN HL7 #1: ORM^O01 M2", StringComparison.Ordinal));
        Assert.Single(daemon.ErrorLines, line => line.Contains(" 49 more like this", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("127.0.0.1", false)]
    public async Task PortForAll_IsWarnedOf(string address, bool isWarned)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--bind", address);

        Assert.Equal(isWarned, daemon.ErrorLines.Any(line => line.Contains(
            $"everyone who reaches {address}:{daemon.Hl7Port} may change the worklists", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Port_ThatIsTaken_KeepsTheDaemonFromItsStart()
    {
        await using WlmscpProcess first = await _scene.StartAsync();

        ProgramRun run = await ProgramRun.WlmscpAsync(
            "--port", "0", "--dir", _scene.Root, "--hl7-port", $"{first.Hl7Port}");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"wlmscp: port {first.Hl7Port}: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allow_WithoutPort_IsWrong()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("--hl7-allow", "127.0.0.1");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            ["wlmscp: --hl7-allow: there is no port for HL7, expected --hl7-port PORT or --hl7-tls-port PORT too"], run.ErrorLines);
    }

    [Fact]
    public async Task ConnectionLost_WithinOrBehindAMessage_HarmsNobody()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer other = await MllpPeer.ConnectAsync(daemon);
        byte[] message = Hl7Messages.Framed(Hl7Messages.Order());

        for (var i = 0; i < 50; i++)
        {
            using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
            await peer.SendAsync(i % 2 == 0 ? message : message.AsMemory(0, message.Length - 1));
            peer.Reset();
        }

        Assert.Equal("AA M1", await other.OrderAsync());
        await daemon.AssertServesAsync();
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains(" ERROR ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sender_WhoSendsNoMore_IsStillAnswered()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        await peer.SendAsync(Hl7Messages.Framed(Hl7Messages.Order()));
        peer.CloseSending();

        Assert.Equal("AA M1", await peer.ReceiveAsync());
        Assert.Null(await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Signal_WithIdleSenders_EndsAtOnce()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer idle = await MllpPeer.ConnectAsync(daemon);
        using MllpPeer slow = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AA M1", await idle.OrderAsync());
        await slow.SendAsync(new byte[] { 0x0b });

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Null(await idle.ReceiveAsync());
        Assert.Null(await slow.ReceiveAsync());
    }

    // What waits for the lock of the area is in work.
    [Fact]
    public async Task Signal_WithAMessageInWork_LetsItBeAnswered()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AA M0", await peer.OrderAsync("M0"));
        SafeFileHandle? writer = LockFiles.TryFlock(_scene.Area.LockFile);

        await peer.SendAsync(Hl7Messages.Framed(Hl7Messages.Order()));
        await Task.Delay(200, TestContext.Current.CancellationToken); // that it is in work is not told
        daemon.Signal(PosixSignal.SIGTERM);
        await daemon.WaitForErrorLineAsync(line => line.Contains("no new HL7 messages", StringComparison.Ordinal));
        writer?.Dispose();

        Assert.Equal("AA M1", await peer.ReceiveAsync());
        Assert.Null(await peer.ReceiveAsync());
        peer.CloseSending();
        Assert.Equal(0, await daemon.WaitForExitAsync());
        await Assert.ThrowsAsync<SocketException>(() => MllpPeer.ConnectAsync(daemon));
    }
}
