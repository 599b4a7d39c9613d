using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Tls;

/// <summary>Certificate revocation lists in files; where there is none that counts, nobody is let in.</summary>
public sealed class RevocationTests
{
    [KnowsDates]
    [Theory]
    [InlineData]
    [InlineData("ec", "-pkeyopt", "ec_paramgen_curve:P-384")]
    [InlineData("rsa:2048")]
    public async Task RevokedPeer_IsRefused_AndItsNeighbourServed(params string[] authorityKey)
    {
        using TlsScene scene = await TlsScene.CreateAsync(authorityKey);
        TestKey stolen = await scene.Authority.IssueAsync("stolen");
        await scene.Authority.RevokeAsync(stolen.Certificate);
        await using WlmscpProcess daemon = await scene.StartAsync("+crl", await scene.Authority.ListRevokedAsync());
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);

        Assert.False(await scene.EchoAsync(daemon, stolen));

        await AssertSaysAsync(daemon, "certificate of CN=stolen: revoked");
        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        await bystander.FinishAsync();
    }

    [KnowsDates]
    [Fact]
    public async Task ListThatEnded_LetsNobodyIn()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        string list = await scene.Authority.ListRevokedAsync(
            "-crl_lastupdate", "20200101000000Z", "-crl_nextupdate", "20210101000000Z");
        await using WlmscpProcess daemon = await scene.StartAsync("+crl", list);

        Assert.False(await scene.EchoAsync(daemon, scene.Modality));

        await AssertSaysAsync(daemon, "the revocation list of CN=authority counted until 2021-01-01");
    }

    [Fact]
    public async Task ListOfAnother_LetsNobodyIn_EvenOneOfTheSameName()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority forger = await TestAuthority.CreateAsync(scene.Directory, "forger", "authority");
        await using WlmscpProcess daemon = await scene.StartAsync("+crl", await forger.ListRevokedAsync());

        Assert.False(await scene.EchoAsync(daemon, scene.Modality));

        await AssertSaysAsync(daemon, "no revocation list of CN=authority");
    }

    [Fact]
    public async Task RevokedAuthority_CountsOnlyWhenTheWholeChainIsLookedAt()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        TestAuthority between = await scene.Authority.CreateAuthorityAsync("between");
        TestKey key = await between.IssueAsync("leaf");
        await scene.Authority.RevokeAsync(between.Certificate);
        string[] options =
        [
            "+cf", between.Certificate, "+crl", await scene.Authority.ListRevokedAsync(),
            "+crl", await between.ListRevokedAsync(),
        ];
        await using WlmscpProcess leafOnly = await scene.StartAsync(options);
        await using WlmscpProcess chain = await scene.StartAsync([.. options, "+cra"]);

        Assert.True(await scene.EchoAsync(leafOnly, key));
        Assert.False(await scene.EchoAsync(chain, key));

        await AssertSaysAsync(chain, "certificate of CN=leaf: its authority CN=between: revoked");
        Assert.True(await scene.EchoAsync(chain, scene.Modality));
    }

    private static Task<string> AssertSaysAsync(WlmscpProcess daemon, string problem) =>
        daemon.WaitForErrorLineAsync(line => line.Contains(problem, StringComparison.Ordinal));
}
