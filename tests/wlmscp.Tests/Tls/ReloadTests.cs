using System.Runtime.InteropServices;
using Wlmscp.Tests.Faults;

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

    // The one that is read last breaks first, so that each is named.
    [Theory]
    [InlineData("")]
    [InlineData("half a certifi")]
    public async Task BrokenFile_IsAnErrorInTheLog_AndTheOldOnesCountOn(string text)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        string revoked = await scene.Authority.ListRevokedAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("+crl", revoked);
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);
        foreach (string file in (string[])[revoked, scene.Server.PrivateKey, scene.Server.Certificate])
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

            daemon.Signal(PosixSignal.SIGHUP);
            await daemon.WaitForErrorLineAsync(line =>
                line.Contains(" EROR SIGHUP: --", StringComparison.Ordinal)
                && line.Contains($" {file}: ", StringComparison.Ordinal)
                && line.EndsWith("; the keys and certificates of before count on", StringComparison.Ordinal));

            Assert.True(await scene.EchoAsync(daemon, scene.Modality));
            await bystander.GetAnswersAsync();
        }

        await bystander.FinishAsync();
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
