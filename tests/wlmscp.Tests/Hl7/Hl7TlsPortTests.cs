using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.Hl7;

/// <summary>The port for HL7 with TLS: the keys, rules and reload of DICOM's.</summary>
public sealed class Hl7TlsPortTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadyLine_NamesEachPort()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess both = await StartAsync(scene, "--bind", "127.0.0.1", "--hl7-port", "0");
        await using WlmscpProcess one = await StartAsync(scene, "--bind", "127.0.0.1");

        Assert.Contains(
            $", for HL7 on 127.0.0.1:{both.Hl7Port} and with TLS on 127.0.0.1:{both.Hl7TlsPort}, ", both.ReadyLine,
            StringComparison.Ordinal);
        Assert.Contains($", for HL7 with TLS on 127.0.0.1:{one.Hl7TlsPort}, ", one.ReadyLine, StringComparison.Ordinal);
        Assert.NotEqual(0, both.Hl7Port);
    }

    [Fact]
    public async Task Examples_AreAnsweredAsWithoutTls()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await StartAsync(scene, "--hl7-port", "0");
        using MllpPeer secured = await MllpPeer.ConnectWithTlsAsync(daemon, scene.ClientOptions(scene.Modality));
        using MllpPeer plain = await MllpPeer.ConnectAsync(daemon);
        var answers = new List<string?>();
        foreach ((_, byte[] bytes) in Hl7Messages.AllExamples())
        {
            answers.Add(await secured.AskAsync(bytes));
            Assert.Equal(answers[^1], await plain.AskAsync(bytes));
        }

        Assert.Equal(8, answers.Count);
        Assert.Equal("AA M0001", answers[0]);
        Assert.Equal("AE M0008", answers[^1]);
    }

    [Fact]
    public async Task OpenSsl_IsAnswered()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await StartAsync(scene);
        string message = scene.Directory.Combine("framed");
        await File.WriteAllBytesAsync(message, Hl7Messages.Framed(Hl7Messages.Order()), Cancelled);
        string port = daemon.Hl7TlsPort.ToString(CultureInfo.InvariantCulture);

        // It goes on until the answer is there: the end of its input would be the end of the connection.
        ProgramRun run = await ProgramRun.RunAsync(
            "bash", "-c",
            $"coproc openssl s_client -quiet -connect 127.0.0.1:{port} -CAfile {scene.Authority.Certificate} "
                + $"-cert {scene.Modality.Certificate} -key {scene.Modality.PrivateKey} 2>/dev/null; "
                + $"cat {message} >&${{COPROC[1]}}; IFS= read -r -d $'\\x1c' -u ${{COPROC[0]}} answer; "
                + "printf %s \"$answer\"; kill $COPROC_PID");

        Assert.Contains("MSA|AA|M1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SenderWithoutCertificate_IsRefused_AndServedWhereNoneIsAskedFor()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess strict = await StartAsync(scene);
        await using WlmscpProcess open = await StartAsync(scene, "--ignore-peer-cert");
        System.Net.Security.SslClientAuthenticationOptions options = scene.ClientOptions(scene.Modality);
        options.ClientCertificateContext = null;

        // With TLS 1.3 the client learns of it when it reads.
        await Record.ExceptionAsync(async () =>
        {
            using MllpPeer refused = await MllpPeer.ConnectWithTlsAsync(strict, options);
            Assert.Null(await refused.OrderAsync());
        });
        using MllpPeer served = await MllpPeer.ConnectWithTlsAsync(open, options);

        Assert.Equal("AA M1", await served.OrderAsync());
        await strict.WaitForErrorLineAsync(line =>
            line.Contains(" WARN HL7 #1: no TLS connection with 127.0.0.1:", StringComparison.Ordinal)
            && line.EndsWith(": the peer has no certificate", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "--require-peer-cert")]
    [InlineData(true, "--verify-peer-cert")]
    public async Task PortForAll_IsWarnedOf_UnlessPeersNeedCertificates(bool isWarned, string option)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await StartAsync(scene, option);

        Assert.Equal(isWarned, daemon.ErrorLines.Any(line => line.Contains(
            $"everyone who reaches 0.0.0.0:{daemon.Hl7TlsPort} may change the worklists", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task NewCertificate_CountsFromTheSignalOn_AndSendersStayConnected()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await StartAsync(scene);
        using MllpPeer before = await MllpPeer.ConnectWithTlsAsync(daemon, scene.ClientOptions(scene.Modality));
        TestKey renewed = await scene.Authority.IssueAsync("renewed");
        File.Copy(renewed.PrivateKey, scene.Server.PrivateKey, overwrite: true);
        File.Copy(renewed.Certificate, scene.Server.Certificate, overwrite: true);

        daemon.Signal(PosixSignal.SIGHUP);
        await daemon.WaitForErrorLineAsync(line =>
            line.Contains("keys and certificates read again", StringComparison.Ordinal));
        using MllpPeer after = await MllpPeer.ConnectWithTlsAsync(daemon, scene.ClientOptions(scene.Modality));

        Assert.Equal(("CN=server", "CN=renewed"), (before.RemoteSubject, after.RemoteSubject));
        Assert.Equal("AA M1", await before.OrderAsync());
        Assert.Equal("AA M2", await after.OrderAsync("M2"));
    }

    [Fact]
    public async Task PlainAndTls_OnTheOtherPort_AreALineEach()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await StartAsync(scene, "--hl7-port", "0");
        using MllpPeer plain = await MllpPeer.ConnectWithTlsAsync(daemon, options: null);
        await plain.SendAsync(Hl7Messages.Framed(Hl7Messages.Order()));
        Assert.Null(await plain.ReceiveAsync());
        using MllpPeer hello = await MllpPeer.ConnectAsync(daemon);
        await hello.SendAsync(new byte[] { 0x16, 3, 1, 2, 0, 1 });
        Assert.Null(await hello.ReceiveAsync());

        await daemon.WaitForErrorLineAsync(line =>
            line.Contains(" WARN HL7 #1: no TLS connection with 127.0.0.1:", StringComparison.Ordinal)
            && line.EndsWith(": what the peer sent is no TLS", StringComparison.Ordinal));
        await daemon.WaitForErrorLineAsync(line =>
            line.Contains(" WARN HL7 #2: closing 127.0.0.1:", StringComparison.Ordinal)
            && line.EndsWith(": peer speaks TLS, this port does not", StringComparison.Ordinal));
    }

    // There are 100 places, which handshakes do not keep from those that send.
    [Fact]
    public async Task Handshakes_ThatNeverEnd_KeepNobodyWaiting_AndAreCutOff()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await StartAsync(scene, "--hl7-port", "0", "--acse-timeout", "2");
        var silent = new List<MllpPeer>();
        try
        {
            for (var i = 0; i < 110; i++)
            {
                silent.Add(await MllpPeer.ConnectWithTlsAsync(daemon, options: null));
                await Record.ExceptionAsync(() => silent[^1].SendAsync(new byte[] { 0x16 }));
            }

            using MllpPeer secured = await MllpPeer.ConnectWithTlsAsync(daemon, scene.ClientOptions(scene.Modality));
            using MllpPeer plain = await MllpPeer.ConnectAsync(daemon);
            Assert.Equal("AA M1", await secured.OrderAsync());
            Assert.Equal("AA M2", await plain.OrderAsync("M2"));

            await daemon.WaitForErrorLineAsync(line =>
                line.EndsWith(": the handshake took too long", StringComparison.Ordinal));
            Assert.Equal("AA M3", await secured.OrderAsync("M3"));
        }
        finally
        {
            silent.ForEach(peer => peer.Dispose());
        }
    }

    [Fact]
    public async Task Signal_WithIdleSendersAndHandshakes_EndsAtOnce()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await StartAsync(scene);
        using MllpPeer idle = await MllpPeer.ConnectWithTlsAsync(daemon, scene.ClientOptions(scene.Modality));
        using MllpPeer silent = await MllpPeer.ConnectWithTlsAsync(daemon, options: null);
        Assert.Equal("AA M1", await idle.OrderAsync());

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Null(await idle.ReceiveAsync());
        await Assert.ThrowsAsync<SocketException>(() => MllpPeer.ConnectWithTlsAsync(daemon, options: null));
    }

    [Fact]
    public async Task Port_WithoutKey_IsWrong()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("--hl7-tls-port", "2576");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["wlmscp: --hl7-tls-port: no key, expected --enable-tls KEY CERT too"], run.ErrorLines);
    }

    // Whoever turns TLS off again must not get a plain port of that name.
    [Fact]
    public async Task Port_WhereTlsIsTurnedOff_IsNotThere()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await StartAsync(scene, "--disable-tls");

        Assert.Equal(0, daemon.Hl7TlsPort);
        Assert.Contains(
            daemon.ErrorLines, line => line.Contains("--hl7-tls-port: needs --enable-tls", StringComparison.Ordinal));
    }

    private static Task<WlmscpProcess> StartAsync(TlsScene scene, params string[] options)
    {
        _ = new WorklistArea(scene.Directory.Path, "RADIOLOGY");
        return scene.StartAsync(["--hl7-tls-port", "0", .. options]);
    }
}
