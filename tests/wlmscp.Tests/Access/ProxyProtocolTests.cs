namespace Wlmscp.Tests.Access;

/// <summary><c>--proxy-protocol</c>: the client's address is what counts and is logged.</summary>
public sealed class ProxyProtocolTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public ProxyProtocolTests() => new WorklistArea(_root.Path).Write("1.wl", new Entry());

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("192.0.2.7:104", "accepted")]
    [InlineData("192.0.3.7:104", "closed")]
    [InlineData("[2001:db8::1]:104", "accepted")]
    [InlineData("[2001:db9::1]:104", "closed")]
    public async Task Rules_SeeTheClient(string client, string expected)
    {
        await using WlmscpProcess daemon = await StartAsync(
            "--proxy-protocol", "127.0.0.1", "--allow", "192.0.2.0/24", "--allow", "2001:db8::/32");

        Assert.Equal(expected, await daemon.AskAsync(header: ProxyBytes.From(client)));
    }

    [Fact]
    public async Task CallingAETitle_IsBoundToTheClient()
    {
        await using WlmscpProcess daemon = await StartAsync(
            "--proxy-protocol", "127.0.0.1", "--allow-calling", "CT1@192.0.2.7");

        Assert.Equal("accepted", await daemon.AskAsync(calling: "CT1", header: ProxyBytes.From("192.0.2.7:104")));
        Assert.Equal(
            "rejected 1, 1, 3", await daemon.AskAsync(calling: "CT1", header: ProxyBytes.From("192.0.2.8:104")));
    }

    [Fact]
    public async Task Header_OfAProxyItself_LeavesItsAddress()
    {
        await using WlmscpProcess daemon = await StartAsync("--proxy-protocol", "127.0.0.1", "--allow", "127.0.0.1");

        Assert.Equal("accepted", await daemon.AskAsync(header: ProxyBytes.Local));
    }

    [Fact]
    public async Task Header_Missing_ClosesTheProxysConnection()
    {
        await using WlmscpProcess daemon = await StartAsync("--proxy-protocol", "127.0.0.1");

        Assert.Equal("closed", await daemon.AskAsync());

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            ": no PROXY protocol, expected a header of version 2", StringComparison.Ordinal));
    }

    /// <summary>Else everyone could say to be anyone.</summary>
    [Fact]
    public async Task Header_OfAnotherHost_IsNoHeader()
    {
        await using WlmscpProcess daemon = await StartAsync(
            "--proxy-protocol", "127.0.0.1", "--allow", "192.0.2.7", "--allow", "127.0.0.2");

        Assert.Equal("accepted", await daemon.AskAsync("127.0.0.2"));
        Assert.NotEqual("accepted", await daemon.AskAsync("127.0.0.2", header: ProxyBytes.From("192.0.2.7:104")));
        Assert.Equal("closed", await daemon.AskAsync("127.0.0.3", header: ProxyBytes.From("192.0.2.7:104")));
    }

    [Fact]
    public async Task Header_ThatDoesNotEnd_IsWaitedForNoLongerThanTheAcseTimeout()
    {
        await using WlmscpProcess daemon = await StartAsync("--proxy-protocol", "127.0.0.1", "--acse-timeout", "1");
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.SendAsync(ProxyBytes.From("192.0.2.7:104").AsMemory(0, 20));
        await using RawPeer other = await RawPeer.ConnectAsync(daemon, "127.0.0.2");

        await peer.AssertClosedAsync();

        Assert.Equal("accepted", await daemon.AskAsync("127.0.0.2"));
        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            ": the PROXY protocol header did not come in time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Header_CutOffAnywhere_EndsThatConnectionOnly()
    {
        await using WlmscpProcess daemon = await StartAsync("--proxy-protocol", "127.0.0.1");
        byte[] header = ProxyBytes.From("192.0.2.7:104");
        for (var length = 0; length <= header.Length; length++)
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.SendAsync(header.AsMemory(0, length));
            peer.CloseSending();
            await peer.AssertClosedAsync();
        }

        Assert.Equal("accepted", await daemon.AskAsync(header: header));
        Assert.Equal(0, await daemon.StopAsync());
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains(" EROR ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Limit_CountsTheClient()
    {
        await using WlmscpProcess daemon = await StartAsync("--proxy-protocol", "127.0.0.1", "--max-per-address", "1");
        await using RawPeer first = await RawPeer.ConnectAsync(daemon);
        await first.SendAsync((byte[])[.. ProxyBytes.From("192.0.2.7:104"), .. new AssociateRequest().ToBytes()]);
        Assert.Equal(2, (await first.ReceiveAsync())![0]);

        Assert.Equal("closed", await daemon.AskAsync(header: ProxyBytes.From("192.0.2.7:105")));
        Assert.Equal("accepted", await daemon.AskAsync(header: ProxyBytes.From("192.0.2.8:104")));
    }

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", _root.Path, .. options]);
}
