using System.Runtime.InteropServices;

namespace Wlmscp.Tests.Tls;

/// <summary>SIGHUP reads keys and certificates again.</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task NewCertificate_CountsFromTheSignalOn_AndOpenAssociationsGoOn()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        await using RawPeer open = await scene.ConnectAsync(daemon);
        await open.AssociateAsync();
        TestKey renewed = await scene.Authority.IssueAsync("renewed");
        File.Copy(renewed.PrivateKey, scene.Server.PrivateKey, overwrite: true);
        File.Copy(renewed.Certificate, scene.Server.Certificate, overwrite: true);

        await using RawPeer before = await scene.ConnectAsync(daemon);
        await HangUpAsync(daemon, "keys and certificates read again");
        await using RawPeer after = await scene.ConnectAsync(daemon);

        Assert.Equal("CN=server", before.RemoteSubject);
        Assert.Equal("CN=renewed", after.RemoteSubject);
        await open.AssertEchoAsync();
        await after.AssociateAsync();
    }

    [Fact]
    public async Task RevocationList_ThatIsNew_IsHeeded()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("+crl", await scene.Authority.ListRevokedAsync());
        Assert.True(await scene.EchoAsync(daemon, scene.Modality));

        await scene.Authority.RevokeAsync(scene.Modality.Certificate);
        await scene.Authority.ListRevokedAsync();
        await HangUpAsync(daemon, "keys and certificates read again");

        Assert.False(await scene.EchoAsync(daemon, scene.Modality));
    }

    [Fact]
    public async Task BrokenFile_IsAnErrorInTheLog_AndTheOldOnesCountOn()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        await File.WriteAllTextAsync(
            scene.Server.Certificate, "half a certifi", TestContext.Current.CancellationToken);

        await HangUpAsync(
            daemon,
            $"--enable-tls {scene.Server.Certificate}: no certificate in the format that was asked for, "
                + "expected PEM, or DER with --der-keys; the keys and certificates of before count on");

        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
    }

    [Fact]
    public async Task KeyOfRoot_IsReadBeforeTheUserChanges_AndNotAfterwards()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only the superuser can become somebody else");
        using TlsScene scene = await TlsScene.CreateAsync();
        File.SetUnixFileMode(scene.Directory.Path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(scene.Server.PrivateKey, UnixFileMode.UserRead);
        await using WlmscpProcess daemon = await scene.StartAsync("--user", "nobody");

        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        await HangUpAsync(
            daemon,
            $"--enable-tls {scene.Server.PrivateKey}: permission denied, expected a file that can be read; "
                + "the keys and certificates of before count on");

        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
    }

    private static Task<string> HangUpAsync(WlmscpProcess daemon, string line)
    {
        daemon.Signal(PosixSignal.SIGHUP);
        return daemon.WaitForErrorLineAsync(written => written.EndsWith($"SIGHUP: {line}", StringComparison.Ordinal));
    }
}
