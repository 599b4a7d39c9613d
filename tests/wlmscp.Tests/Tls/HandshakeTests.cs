using System.Globalization;
using System.Security.Authentication;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Tls;

/// <summary>Who gets a TLS connection, and who does not; each refusal is one line, and others are served on.</summary>
public sealed class HandshakeTests
{
    [Fact]
    public async Task Peer_OfATrustedAuthority_IsServed_AndNamedInTheLog()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();

        ProgramRun find = await ProgramRun.RunAsync(
            "findscu", "-v", "-W", "+tls", scene.Modality.PrivateKey, scene.Modality.Certificate,
            "+cf", scene.Authority.Certificate, "-aec", "AETITLE_1", "-k", "0010,0020", "127.0.0.1",
            daemon.TlsPort.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(0, find.ExitCode);
        Assert.Contains("LO [4711]", find.Output + find.Error, StringComparison.Ordinal);
        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        await daemon.WaitForErrorLineAsync(line =>
            line.Contains("accepted ECHOSCU at ", StringComparison.Ordinal)
            && line.Contains(" (TLS 1.3, CN=modality) as AETITLE_1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Peer_OfAnUnknownAuthority_IsRefused()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority other = await TestAuthority.CreateAsync(scene.Directory, "other");

        await AssertRefusedAsync(scene, await other.IssueAsync("stranger"), "certificate of CN=stranger: ");
    }

    [Fact]
    public async Task Peer_OfAnAuthorityThatOnlyHasTheSameName_IsRefused()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority other = await TestAuthority.CreateAsync(scene.Directory, "other", "authority");

        await AssertRefusedAsync(scene, await other.IssueAsync("stranger"), "certificate of CN=stranger: ");
    }

    [KnowsDates]
    [Fact]
    public async Task Peer_WithAnExpiredCertificate_IsRefused()
    {
        using TlsScene scene = await TlsScene.CreateAsync();

        await AssertRefusedAsync(scene, await scene.Authority.IssueExpiredAsync("old"), "certificate of CN=old: ");
    }

    [Fact]
    public async Task Peer_WithoutCertificate_IsRefused()
    {
        using TlsScene scene = await TlsScene.CreateAsync();

        await AssertRefusedAsync(scene, null, "the peer has no certificate");
    }

    [Fact]
    public async Task Peer_WithACertificateForServersOnly_IsRefused()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestKey key = await scene.Authority.IssueAsync("wrong", "-extensions", "server");

        await AssertRefusedAsync(scene, key, "certificate of CN=wrong: ");
    }

    [Fact]
    public async Task Peer_OfAnAuthorityInBetween_IsServed_WhenTheDaemonHasThatOne()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority between = await scene.Authority.CreateAuthorityAsync("between");
        TestKey key = await between.IssueAsync("leaf");

        await using (WlmscpProcess daemon = await scene.StartAsync("+cf", between.Certificate))
        {
            Assert.True(await scene.EchoAsync(daemon, key));
        }

        await AssertRefusedAsync(scene, key, "certificate of CN=leaf: ");
    }

    [Fact]
    public async Task Peer_OfAnAuthorityInBetween_IsServed_WhenItSendsThatOne()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority between = await scene.Authority.CreateAuthorityAsync("between");
        await using WlmscpProcess daemon = await scene.StartAsync();
        await using RawPeer peer = await scene.ConnectAsync(daemon, "", await between.IssueAsync("leaf"), between);

        await peer.AssociateAsync();
    }

    [Fact]
    public async Task Subject_WithAnEndOfLine_MakesNoLineInTheLog()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority other = await TestAuthority.CreateAsync(scene.Directory, "other");
        TestKey key = await other.IssueAsync("evil", "-subj", "/CN=two\nlines");

        await AssertRefusedAsync(scene, key, "certificate of CN=\"two?lines\": ");
    }

    [Theory]
    [InlineData("-tls1")]
    [InlineData("-tls1_1")]
    public async Task Peer_WithAnOldVersion_IsRefused(string version)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);

        string output = await scene.ConnectWithOpenSslAsync(daemon, version, "-cipher", "ALL:@SECLEVEL=0");

        Assert.Contains("alert protocol version", output, StringComparison.Ordinal);
        await daemon.WaitForErrorLineAsync(line =>
            line.Contains(": no TLS connection with ", StringComparison.Ordinal)
            && line.Contains("unsupported protocol", StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    [Theory]
    [InlineData("ECDHE-ECDSA-NULL-SHA")]
    [InlineData("ECDHE-ECDSA-AES128-SHA")]
    [InlineData("ECDHE-ECDSA-AES256-SHA384")]
    public async Task Peer_WithWeakCipherSuitesOnly_IsRefused(string cipher)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);

        string output = await scene.ConnectWithOpenSslAsync(daemon, "-tls1_2", "-cipher", $"{cipher}:@SECLEVEL=0");

        Assert.Contains("Cipher is (NONE)", output, StringComparison.Ordinal);
        await daemon.WaitForErrorLineAsync(line => line.Contains("no shared cipher", StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Peer_WithTls12_IsServed()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();

        string output = await scene.ConnectWithOpenSslAsync(daemon, "-tls1_2");

        Assert.Contains("New, TLSv1.2, Cipher is ECDHE-ECDSA-AES256-GCM-SHA384", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("other.example")]
    public async Task Peer_ThatAsksForAnotherName_IsRefused(string name)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("--expect-sni", "worklist.example");
        await using Bystander bystander = await scene.StartBystanderAsync(daemon, "worklist.example");

        Exception? refusal = await Record.ExceptionAsync(() => scene.ConnectAsync(daemon, name));

        Assert.True(refusal is AuthenticationException or IOException, refusal?.ToString());
        await daemon.WaitForErrorLineAsync(line =>
            line.EndsWith(" server name, expected 'worklist.example'", StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task PlainText_OnTheTlsPort_IsRefused()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);
        byte[] noHello = [0x16, 3, 3, 0, 4, 2, 0, 0, 0]; // a record of the handshake that begins with a ServerHello
        foreach (byte[] sent in (byte[][])[new AssociateRequest().ToBytes(), noHello])
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.SendAsync(sent);
            await peer.AssertClosedAsync();
        }

        await daemon.WaitForErrorLineAsync(line =>
            line.EndsWith(": what the peer sent is no TLS", StringComparison.Ordinal));
        await daemon.WaitForErrorLineAsync(line =>
            line.EndsWith(": peer speaks DICOM without TLS, this port expects TLS", StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task PlainDicom_OnTheTlsPort_IsCalledThat_OnceForAHost_AndCounted()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon, "127.0.0.2");
            await peer.SendAsync(new AssociateRequest().ToBytes());
            await peer.AssertClosedAsync();
        }

        Assert.Equal(0, await daemon.StopAsync());

        const string problem = ": peer speaks DICOM without TLS, this port expects TLS";
        string[] lines = [.. daemon.ErrorLines.Where(line => line.EndsWith(problem, StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        // Each is closed before its line is written: any of the first may be told of.
        Assert.Matches(" WARN #[0-9]+: closed 127\\.0\\.0\\.2:", lines[0]);
        Assert.Contains(" WARN 19 more like this in the last minute: ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handshake_ThatNeverEnds_IsCutOff_AndKeepsNobodyWaiting()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("-ta", "2", "-d"); // a line for each
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);
        await using RawPeer silent = await RawPeer.ConnectAsync(daemon);
        await using RawPeer halfway = await RawPeer.ConnectAsync(daemon);
        await halfway.SendAsync(new byte[] { 22, 3, 1, 2, 0, 1, 0 }); // a record of 512 bytes that do not come

        Assert.True(await scene.EchoAsync(daemon, scene.Modality));

        await silent.AssertClosedAsync();
        await halfway.AssertClosedAsync();
        await bystander.FinishAsync();
        foreach (string id in (string[])["#2", "#3"])
        {
            await daemon.WaitForErrorLineAsync(line =>
                line.Contains($" WARN {id}: no TLS connection with ", StringComparison.Ordinal)
                && line.EndsWith(": the handshake took too long", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Bytes_ThatAreNoTlsRecord_EndTheAssociation()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);
        await using RawPeer peer = await scene.ConnectAsync(daemon);
        await peer.AssociateAsync();

        await peer.SendRawAsync(new byte[64]);

        await daemon.WaitForErrorLineAsync(line => line.Contains(" is lost: ", StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Port_BesideTheOneWithTls_StaysPlain()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("-s", "--tls-port", "0");

        Assert.NotEqual(daemon.Port, daemon.TlsPort);
        await daemon.AssertServesAsync();
        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        await daemon.AssertServesAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }

    private static async Task AssertRefusedAsync(TlsScene scene, TestKey? key, string problem)
    {
        await using WlmscpProcess daemon = await scene.StartAsync();
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);

        Assert.False(await scene.EchoAsync(daemon, key));

        await daemon.WaitForErrorLineAsync(line =>
            line.Contains(" WARN #2: no TLS connection with ", StringComparison.Ordinal)
            && line.Contains(problem, StringComparison.Ordinal));
        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        await bystander.FinishAsync();
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains(" EROR ", StringComparison.Ordinal));
    }
}
