namespace Wlmscp.Tests.Tls;

/// <summary>Which groups a peer may exchange keys with.</summary>
public sealed class KeyExchangeTests
{
    [Theory]
    [InlineData("ffdhe8192")]
    [InlineData("ffdhe4096:X25519")] // the key share is of the first
    public async Task Peer_WithAnExpensiveGroup_IsRefused_WithItsReason(string groups)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();

        string output = await scene.ConnectWithOpenSslAsync(daemon, "-groups", groups, "-tls1_3");

        Assert.Contains("handshake failure", output, StringComparison.Ordinal);
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            "the peer wants a key exchange of ffdhe4096 or more, expected", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ffdhe3072")]
    [InlineData("X25519:ffdhe8192")]
    [InlineData("P-521")]
    public async Task Peer_WithAUsualGroup_IsServed(string groups)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();

        string output = await scene.ConnectWithOpenSslAsync(daemon, "-groups", groups, "-tls1_3");

        Assert.Contains("New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384", output, StringComparison.Ordinal);
    }
}
