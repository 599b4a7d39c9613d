using System.Globalization;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.Querying;

/// <summary><c>wlmscp query</c> with TLS, against the daemon.</summary>
public sealed class QueryTlsTests
{
    [Fact]
    public async Task Daemon_IsAsked_WithAKeyThatItTrusts()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        string[] key = ["--enable-tls", scene.Modality.PrivateKey, scene.Modality.Certificate];

        ProgramRun run = await RunAsync(0, daemon, [.. key, "--add-cert-file", scene.Authority.Certificate]);
        Assert.Contains(" 4711 ", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
        await RunAsync(0, daemon, [.. key, "--add-cert-dir", scene.Directory.Path]);
        await RunAsync(0, daemon, [.. key, "--ignore-peer-cert"]);
        await daemon.WaitForErrorLineAsync(line =>
            line.Contains("(TLS 1.3, CN=modality) as AETITLE_1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Daemon_ThatIgnoresCertificates_IsAskedWithoutOne()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("-ic");

        foreach (string option in (string[])["--tls", "--anonymous-tls", "+tla"])
        {
            await RunAsync(0, daemon, option, "+cf", scene.Authority.Certificate, "--echo");
        }
    }

    [Fact]
    public async Task Daemon_ThatWantsACertificate_IsOneLine_WithoutOneAndWithOneOfAStranger()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        TestAuthority others = await TestAuthority.CreateAsync(scene.Directory, "others");
        TestKey stranger = await others.IssueAsync("stranger");

        Assert.EndsWith(
            ", expected a worklist SCP with TLS that lets this address in without a certificate; --enable-tls shows one",
            await FailAsync(daemon, "--tls", "+cf", scene.Authority.Certificate), StringComparison.Ordinal);
        Assert.EndsWith(
            ", expected a worklist SCP with TLS that lets this address in with this certificate",
            await FailAsync(
                daemon, "+tls", stranger.PrivateKey, stranger.Certificate, "+cf", scene.Authority.Certificate),
            StringComparison.Ordinal);
    }

    [KnowsDates]
    [Fact]
    public async Task Daemon_WithACertificateThatIsNotValid_IsRefused()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority others = await TestAuthority.CreateAsync(scene.Directory, "others");
        TestKey old = await scene.Authority.IssueExpiredAsync("old");

        await using WlmscpProcess daemon = await scene.StartAsync("-ic");
        Assert.StartsWith(
            "no TLS connection: certificate of CN=server: ",
            await FailAsync(daemon, "--tls", "+cf", others.Certificate), StringComparison.Ordinal);
        await using WlmscpProcess expired = await scene.StartAsync("-ic", "+tls", old.PrivateKey, old.Certificate);
        Assert.StartsWith(
            "no TLS connection: certificate of CN=old: ",
            await FailAsync(expired, "--tls", "+cf", scene.Authority.Certificate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Daemon_WithARevokedCertificate_IsRefused()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await scene.Authority.RevokeAsync(scene.Server.Certificate);
        await using WlmscpProcess daemon = await scene.StartAsync("-ic");

        Assert.StartsWith(
            "no TLS connection: certificate of CN=server: revoked",
            await FailAsync(
                daemon, "--tls", "+cf", scene.Authority.Certificate, "+crl", await scene.Authority.ListRevokedAsync()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Daemon_ThatExpectsAName_IsAskedByIt_AndItsCertificateMustBeForIt()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("-ic", "--expect-sni", "server");
        await using WlmscpProcess other = await scene.StartAsync("-ic", "--expect-sni", "other");
        string[] tls = ["--tls", "+cf", scene.Authority.Certificate];

        await RunAsync(0, daemon, [.. tls, "--request-sni", "server"]);
        await FailAsync(daemon, tls);
        Assert.StartsWith(
            "no TLS connection: certificate of CN=server: it is not for the name 'other', ",
            await FailAsync(other, [.. tls, "--request-sni", "other"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_WithAPassword_IsRead_WhenThatIsRight()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        string key = scene.Directory.Combine("locked.key");
        await TestAuthority.OpenSslAsync(
            "pkcs8", "-topk8", "-in", scene.Modality.PrivateKey, "-out", key, "-passout", "pass:secret");
        string[] tls = ["+tls", key, scene.Modality.Certificate, "+cf", scene.Authority.Certificate];

        await RunAsync(0, daemon, [.. tls, "--use-passwd", "secret"]);
        ProgramRun wrong = await RunAsync(3, daemon, [.. tls, "--use-passwd", "guess"]);
        Assert.Equal(
            $"wlmscp query: --enable-tls {key}: cannot be decrypted, expected the right password\n", wrong.Error);
    }

    [Fact]
    public async Task File_ThatIsNotThere_IsNamedWithItsOption()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();

        ProgramRun run = await RunAsync(3, daemon, "--tls", "--add-cert-file", "missing.pem");

        Assert.Equal(
            "wlmscp query: --add-cert-file missing.pem: no such file, expected a file that can be read\n", run.Error);
    }

    [Fact]
    public async Task Peer_WithoutTls_IsOneLine_AndSoIsADaemonWithTlsThatIsAskedWithout()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess plain = await WlmscpProcess.StartAsync("--dir", scene.Directory.Path);
        await using WlmscpProcess secured = await scene.StartAsync();

        ProgramRun run = await RunAsync(3, plain, "--tls", "--ignore-peer-cert");
        Assert.Contains("no TLS connection: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.StartsWith("association ", await FailAsync(secured), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_ThatIsSilentInTheHandshake_IsGivenUp()
    {
        await using var peer = new BytePeer("", isOpen: true);

        ProgramRun run = await ProgramRun.WlmscpAsync(
            "query", "127.0.0.1", peer.Port, "--called", "AETITLE_1", "--tls", "-ic", "--timeout", "1");

        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith(
            $"wlmscp query: 127.0.0.1:{peer.Port}: no TLS connection within 1 s, ", Assert.Single(run.ErrorLines),
            StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(WlmscpProcess daemon, params string[] words)
    {
        ProgramRun run = await RunAsync(3, daemon, words);
        Assert.Equal("", run.Output);
        string place = $"wlmscp query: 127.0.0.1:{daemon.TlsPort}: ";
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith(place, line, StringComparison.Ordinal);
        return line[place.Length..];
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, WlmscpProcess daemon, params string[] words)
    {
        string port = (daemon.TlsPort > 0 ? daemon.TlsPort : daemon.Port).ToString(CultureInfo.InvariantCulture);
        ProgramRun run = await ProgramRun.WlmscpAsync(["query", "127.0.0.1", port, "--called", "AETITLE_1", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        return run;
    }
}
