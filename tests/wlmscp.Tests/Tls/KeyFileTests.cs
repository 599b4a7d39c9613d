using System.Diagnostics;

namespace Wlmscp.Tests.Tls;

/// <summary>The files of keys, certificates and revocation lists: which are read, and what is said of others.</summary>
public sealed class KeyFileTests
{
    private const string NotInFormat =
        "in the format that was asked for, expected PEM, or DER with --der-keys";

    [Theory]
    [InlineData("", "pkcs8", "-topk8", "-nocrypt")]
    [InlineData("", "ec")]
    [InlineData("secret", "pkcs8", "-topk8", "-passout", "pass:secret")]
    [InlineData("secret", "pkcs8", "-topk8", "-v2", "des3", "-passout", "pass:secret")]
    public async Task PrivateKey_InEachFormOfAnEcKey_IsRead(string password, params string[] conversion)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        foreach (string format in (string[])["pem", "der"])
        {
            TestKey key = await ConvertAsync(scene, scene.Server, format, conversion);
            string authority = await ConvertAsync(scene, "x509", scene.Authority.Certificate, format);
            await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
                "--dir", scene.Directory.Path, "+tls", key.PrivateKey, key.Certificate, $"-{format}",
                "+cf", authority, "+pw", password.Length == 0 ? "unused" : password);

            Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        }
    }

    [Theory]
    [InlineData("pkcs8", "-topk8", "-nocrypt")]
    [InlineData("rsa", "-traditional")]
    public async Task PrivateKey_InEachFormOfAnRsaKey_IsRead(params string[] conversion)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestKey rsa = await scene.Authority.IssueRsaAsync("rsa");
        foreach (string format in (string[])["pem", "der"])
        {
            TestKey key = await ConvertAsync(scene, rsa, format, conversion);
            await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
                "--dir", scene.Directory.Path, "+tls", key.PrivateKey, key.Certificate, $"-{format}", "-ic");

            Assert.True(await scene.EchoAsync(daemon, key: null));
        }
    }

    [Fact]
    public async Task CertificateFile_WithAnAuthorityBelow_SendsThatOneToo()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority between = await scene.Authority.CreateAuthorityAsync("between");
        TestKey key = await between.IssueAsync("leaf");
        await File.AppendAllTextAsync(
            key.Certificate,
            await File.ReadAllTextAsync(between.Certificate, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", scene.Directory.Path, "-ic", "+tls", key.PrivateKey, key.Certificate);

        Assert.True(await scene.EchoAsync(daemon, key: null));
    }

    [Fact]
    public async Task RevocationList_InDer_IsRead()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await scene.Authority.RevokeAsync(scene.Modality.Certificate);
        string list = await ConvertAsync(scene, "crl", await scene.Authority.ListRevokedAsync(), "der");
        TestKey key = await ConvertAsync(scene, scene.Server, "der", "pkcs8", "-topk8", "-nocrypt");
        string authority = await ConvertAsync(scene, "x509", scene.Authority.Certificate, "der");
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", scene.Directory.Path, "+tls", key.PrivateKey, key.Certificate, "-der", "+cf", authority,
            "+crl", list);

        Assert.False(await scene.EchoAsync(daemon, scene.Modality));

        await daemon.WaitForErrorLineAsync(line => line.EndsWith("modality: revoked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Password_IsReadFromStandardInput_WhenTheKeyNeedsOne()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestKey key = await EncryptAsync(scene);
        string input = scene.Directory.Combine("input");
        await File.WriteAllTextAsync(input, "secret\n", TestContext.Current.CancellationToken);
        ProcessStartInfo program = WlmscpProgram.StartInfo(
            "--port", "0", "--dir", scene.Directory.Path, "+tls", key.PrivateKey, key.Certificate, "-ic");
        var shell = new ProcessStartInfo(
            "bash", ["-c", $"exec \"$0\" \"$@\" < '{input}'", program.FileName, .. program.ArgumentList])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C" }, // bash complains of a locale that is not there
        };
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(shell);

        Assert.True(await scene.EchoAsync(daemon, key: null));
        Assert.Equal("wlmscp: password of the private key: ", daemon.ErrorLines[0]);
    }

    [Fact]
    public async Task Password_OnTheCommandLine_IsNotPrinted()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("--arguments", "+pw", "secret");

        Assert.Contains("'--use-passwd' '***'", daemon.ErrorLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", daemon.ErrorLines[0], StringComparison.Ordinal);
    }

    [KnowsDates]
    [Theory]
    [InlineData("99980101000000Z", false)]
    [InlineData("20210101000000Z", true)]
    public async Task CertificateOfTheDaemon_ThatEnds_IsWarnedOf(string end, bool isWarnedOf)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestKey key = await scene.Authority.IssueAsync("own", "-startdate", "20200101000000Z", "-enddate", end);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", scene.Directory.Path, "-ic", "+tls", key.PrivateKey, key.Certificate);

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal(isWarnedOf, daemon.ErrorLines.Any(line => line.EndsWith(
            $" WARN --enable-tls: the certificate is valid until {end[..4]}-01-01 00:00 UTC, "
                + "peers refuse it from then on",
            StringComparison.Ordinal)));
    }

    [Fact]
    public async Task KeyFile_ThatIsMissing_IsOneLine()
    {
        using TlsScene scene = await TlsScene.CreateAsync();

        await AssertFailsAsync(
            scene, new TestKey("/nowhere/key", scene.Server.Certificate), [],
            "--enable-tls /nowhere/key: no such file, expected a file that can be read");
    }

    [Fact]
    public async Task Key_OfAnotherCertificate_IsOneLine()
    {
        using TlsScene scene = await TlsScene.CreateAsync();

        await AssertFailsAsync(
            scene, scene.Server with { PrivateKey = scene.Modality.PrivateKey }, [],
            $"--enable-tls {scene.Modality.PrivateKey}: not the key of the certificate, "
                + "expected the one that belongs to it");
    }

    [Theory]
    [InlineData("+pw", "wrong")]
    [InlineData("-pw")]
    public async Task Password_ThatIsWrong_IsOneLine(params string[] options)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestKey key = await EncryptAsync(scene);

        await AssertFailsAsync(
            scene, key, options,
            $"--enable-tls {key.PrivateKey}: cannot be decrypted, expected the right password");
    }

    [Fact]
    public async Task Key_InOpenSslsOldEncryption_IsOneLineThatSaysWhatToDo()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestKey key = await ConvertAsync(
            scene, scene.Server, "pem", "ec", "-aes256", "-passout", "pass:secret");

        await AssertFailsAsync(
            scene, key, ["+pw", "secret"],
            $"--enable-tls {key.PrivateKey}: encrypted in OpenSSL's old form, expected PKCS #8: "
                + "openssl pkcs8 -topk8 -in OLD -out NEW");
    }

    [Fact]
    public async Task Files_OfTheOtherFormat_AreOneLine()
    {
        using TlsScene scene = await TlsScene.CreateAsync();

        await AssertFailsAsync(
            scene, scene.Server, ["-der"], $"--enable-tls {scene.Server.Certificate}: no certificate {NotInFormat}");
        await AssertFailsAsync(
            scene, new TestKey(scene.Server.Certificate, scene.Server.Certificate), [],
            $"--enable-tls {scene.Server.Certificate}: no private key {NotInFormat}");
    }

    [Fact]
    public async Task Trust_ThatIsMissing_IsOneLine()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        string empty = scene.Directory.Combine("AETITLE_1");

        await AssertFailsAsync(
            scene, scene.Server, [],
            "--enable-tls: no trusted certificates, expected --add-cert-file or --add-cert-dir");
        await AssertFailsAsync(
            scene, scene.Server, ["+cf", scene.Server.PrivateKey],
            $"--add-cert-file {scene.Server.PrivateKey}: no certificate {NotInFormat}");
        await AssertFailsAsync(
            scene, scene.Server, ["+cd", empty],
            $"--add-cert-dir {empty}: no certificate in any file, expected those of trusted authorities");
        await AssertFailsAsync(
            scene, scene.Server, ["+cd", "/nowhere"],
            "--add-cert-dir /nowhere: no such directory, expected one with certificates");
    }

    [Fact]
    public async Task RevocationList_ThatIsMissingOrBroken_IsOneLine()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        string broken = scene.Directory.Combine("broken.crl");
        await File.WriteAllTextAsync(
            broken, "-----BEGIN X509 CRL-----\nMAMCAQE=\n-----END X509 CRL-----\n",
            TestContext.Current.CancellationToken);
        string[] trust = ["+cf", scene.Authority.Certificate];

        await AssertFailsAsync(
            scene, scene.Server, [.. trust, "+crv"],
            "--enable-crl-vfy: no revocation lists, expected --add-crl-file");
        await AssertFailsAsync(
            scene, scene.Server, [.. trust, "+crl", broken],
            $"--add-crl-file {broken}: the revocation list cannot be read, expected one of X.509");
    }

    private static async Task AssertFailsAsync(TlsScene scene, TestKey key, string[] options, string line)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            ["--port", "0", "--dir", scene.Directory.Path, "+tls", key.PrivateKey, key.Certificate, .. options]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([$"wlmscp: {line}"], run.ErrorLines);
    }

    private static Task<TestKey> EncryptAsync(TlsScene scene) =>
        ConvertAsync(scene, scene.Server, "pem", "pkcs8", "-topk8", "-passout", "pass:secret");

    private static async Task<TestKey> ConvertAsync(
        TlsScene scene, TestKey key, string format, params string[] conversion)
    {
        string privateKey = scene.Directory.Combine($"converted.key.{format}");
        await TestAuthority.OpenSslAsync(
            [.. conversion, "-in", key.PrivateKey, "-out", privateKey, "-outform", format]);
        return new TestKey(privateKey, await ConvertAsync(scene, "x509", key.Certificate, format));
    }

    private static async Task<string> ConvertAsync(TlsScene scene, string kind, string path, string format)
    {
        string converted = scene.Directory.Combine($"{Path.GetFileName(path)}.{format}");
        await TestAuthority.OpenSslAsync(kind, "-in", path, "-out", converted, "-outform", format);
        return converted;
    }
}
