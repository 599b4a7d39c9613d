using System.Globalization;
using System.Security.Authentication;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Encryption, keys, trust and cipher suites.</summary>
internal static class TlsEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--enable-tls", "+tls"], (_, form) => EnableAsync(form)),
        new(["--disable-tls", "-tls"], (_, form) => DisableAsync(form)),
        new(["--tls-port"], (_, form) => PortAsync(form)),
        new(["--std-passwd", "+ps"], (_, form) => PasswordAsync("", "+pw", "wrong", form)),
        new(["--use-passwd", "+pw"], (_, form) => PasswordAsync("secret", form, "secret")),
        new(["--null-passwd", "-pw"], (_, form) => PasswordAsync("", "+pw", "wrong", form)),
        new(["--pem-keys", "-pem"], (_, form) => FormatAsync("PEM", "-der", form)),
        new(["--der-keys", "-der"], (_, form) => FormatAsync("DER", form)),
        new(["--add-cert-file", "+cf"], (_, form) => TrustAsync(form, scene => scene.Authority.Certificate)),
        new(["--add-cert-dir", "+cd"], (_, form) => TrustAsync(form, scene => scene.Directory.Path)),
        new(["--add-crl-file", "+crl"], (_, form) => RevocationListAsync(form)),
        new(["--enable-crl-vfy", "+crv"], (_, form) => RevocationCheckAsync(true, "+cra", form)),
        new(["--enable-crl-all", "+cra"], (_, form) => RevocationCheckAsync(false, form)),
        new(["--list-profiles", "+ph"], (_, form) => PrintsAsync(form, "--profile-8996 ")),
        new(["--profile-8996", "+pg"], (_, form) => ProfileAsync(false, "+pm", form)),
        new(["--profile-8996-mod", "+pm"], (_, form) => ProfileAsync(true, form)),
        new(["--profile-bcp195-nd", "+py"], (_, form) => ProfileAsync(false, "+pm", form)),
        new(["--profile-bcp195-ex", "+pz"], (_, form) => ProfileAsync(true, form)),
        new(["--profile-bcp195", "+px"], (_, form) => IsRefusedAsync(form)),
        new(["--profile-basic", "+pb"], (_, form) => IsRefusedAsync(form)),
        new(["--profile-aes", "+pa"], (_, form) => IsRefusedAsync(form)),
        new(["--profile-null", "+pn"], (_, form) => IsRefusedAsync(form)),
        new(["--list-ciphers", "+cc"], (_, form) => PrintsAsync(form, "  TLS_AES_256_GCM_SHA384\n")),
        new(["--cipher", "+cs"], (_, form) => CipherAsync(form)),
        new(["--no-sni"], (_, form) => ServerNameAsync(true, "--expect-sni", "other", form)),
        new(["--expect-sni"], (_, form) => ServerNameAsync(false, form, "worklist.example")),
        new(["--require-peer-cert", "-rc"], (_, form) => PeerAsync(none: false, stranger: false, "-ic", form)),
        new(["--verify-peer-cert", "-vc"], (_, form) => PeerAsync(none: true, stranger: false, form)),
        new(["--ignore-peer-cert", "-ic"], (_, form) => PeerAsync(none: true, stranger: true, form)),
    ];

    private static async Task EnableAsync(string form)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", scene.Directory.Path, form, scene.Server.PrivateKey, scene.Server.Certificate,
            "+cf", scene.Authority.Certificate);

        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
    }

    private static async Task DisableAsync(string form)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync(form);

        await daemon.AssertServesAsync();
        await daemon.WaitForErrorLineAsync(line =>
            line.EndsWith("option without effect: --add-cert-file: needs --enable-tls", StringComparison.Ordinal));
    }

    private static async Task PortAsync(string form)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        int port = FreePort.Find();
        await using WlmscpProcess daemon = await scene.StartAsync(form, port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(port, daemon.TlsPort);
        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        await daemon.AssertServesAsync();
    }

    // Standard input of the daemon is empty here: what --std-passwd reads is an empty password.
    private static async Task PasswordAsync(string password, params string[] options)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        string key = scene.Directory.Combine("encrypted.key");
        await TestAuthority.OpenSslAsync(
            "pkcs8", "-topk8", "-in", scene.Server.PrivateKey, "-out", key, "-passout", "pass:secret");

        ProgramRun run = await ProgramRun.WlmscpAsync(
            ["--port", "0", "--dir", "/nowhere", "-ic", "+tls", key, scene.Server.Certificate, .. options]);

        Assert.Equal(password != "secret", run.Error.Contains("cannot be decrypted", StringComparison.Ordinal));
        Assert.Equal(options.Contains("--std-passwd") || options.Contains("+ps"),
            run.Error.Contains("password of the private key: ", StringComparison.Ordinal));
    }

    private static async Task FormatAsync(string format, params string[] options)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        string key = scene.Directory.Combine("converted.key");
        string certificate = scene.Directory.Combine("converted");
        await TestAuthority.OpenSslAsync("ec", "-in", scene.Server.PrivateKey, "-out", key, "-outform", format);
        await TestAuthority.OpenSslAsync(
            "x509", "-in", scene.Server.Certificate, "-out", certificate, "-outform", format);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            ["--dir", scene.Directory.Path, "-ic", "+tls", key, certificate, .. options]);

        Assert.True(await scene.EchoAsync(daemon, key: null));
    }

    private static async Task TrustAsync(string form, Func<TlsScene, string> path)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartWithoutTrustAsync(form, path(scene));

        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
    }

    private static async Task RevocationListAsync(string form)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await scene.Authority.RevokeAsync(scene.Modality.Certificate);
        await using WlmscpProcess daemon = await scene.StartAsync(form, await scene.Authority.ListRevokedAsync());

        Assert.False(await scene.EchoAsync(daemon, scene.Modality));
    }

    // An authority in between that is revoked.
    private static async Task RevocationCheckAsync(bool isServed, params string[] options)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority between = await scene.Authority.CreateAuthorityAsync("between");
        TestKey key = await between.IssueAsync("leaf");
        await scene.Authority.RevokeAsync(between.Certificate);
        await using WlmscpProcess daemon = await scene.StartAsync(
        [
            "+cf", between.Certificate, "+crl", await scene.Authority.ListRevokedAsync(),
            "+crl", await between.ListRevokedAsync(), .. options,
        ]);

        Assert.Equal(isServed, await scene.EchoAsync(daemon, key));
    }

    private static async Task PrintsAsync(string form, string expected)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(form);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    // Only the modified profile has suites with CCM.
    private static async Task ProfileAsync(bool hasCcm, params string[] options)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync(options);

        string output = await scene.ConnectWithOpenSslAsync(daemon, "-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-CCM");

        Assert.Equal(hasCcm, output.Contains("Cipher is ECDHE-ECDSA-AES128-CCM", StringComparison.Ordinal));
        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
    }

    private static async Task IsRefusedAsync(string form)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(form);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(": retired, ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private static async Task CipherAsync(string form)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync(
            form, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", form, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");

        foreach (string cipher in (string[])["ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-SHA256"])
        {
            string output = await scene.ConnectWithOpenSslAsync(daemon, "-tls1_2", "-cipher", cipher);
            Assert.Contains($"Cipher is {cipher}", output, StringComparison.Ordinal);
        }
    }

    private static async Task ServerNameAsync(bool isAnyServed, params string[] options)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync(options);
        await using RawPeer peer = await scene.ConnectAsync(daemon, "WORKLIST.example");
        await peer.AssociateAsync();

        foreach (string other in (string[])["", "other.example"])
        {
            Exception? refusal = await Record.ExceptionAsync(async () =>
            {
                await using RawPeer wrong = await scene.ConnectAsync(daemon, other);
            });
            Assert.True(isAnyServed ? refusal is null : refusal is AuthenticationException or IOException);
        }

        if (!isAnyServed)
        {
            await daemon.WaitForErrorLineAsync(line => line.EndsWith(
                ": the peer asked for no server name, expected 'worklist.example'", StringComparison.Ordinal));
        }
    }

    private static async Task PeerAsync(bool none, bool stranger, params string[] options)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority other = await TestAuthority.CreateAsync(scene.Directory, "other");
        await using WlmscpProcess daemon = await scene.StartAsync(options);

        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        Assert.Equal(none, await scene.EchoAsync(daemon, key: null));
        Assert.Equal(stranger, await scene.EchoAsync(daemon, await other.IssueAsync("stranger")));
    }
}
