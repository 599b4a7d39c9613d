using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Access;

/// <summary><c>--proxy-protocol</c>: the client's address is what counts and is logged.</summary>
public sealed class ProxyProtocolTests : IDisposable
{
    // The other addresses of this machine are modalities without a proxy.
    private const string Proxy = "127.0.0.2";

    private readonly TemporaryDirectory _root = new();

    public ProxyProtocolTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
        Bystander.MakeArea(_root.Path);
    }

    /// <summary>Headers that no proxy sends: version and command, family and protocol, what follows.</summary>
    public static TheoryData<string, byte[]> WrongHeaders => new()
    {
        { "version 1", "PROXY TCP4 192.0.2.7 192.0.2.7 104 104\r\n"u8.ToArray() },
        { "version 3", ProxyBytes.Header(0x31, 0x11, new byte[12]) },
        { "unknown command", ProxyBytes.Header(0x22, 0x11, new byte[12]) },
        { "addresses of UNIX", ProxyBytes.Header(0x21, 0x31, new byte[216]) },
        { "IPv4 in too few bytes", ProxyBytes.Header(0x21, 0x11, new byte[11]) },
        { "IPv6 in too few bytes", ProxyBytes.Header(0x21, 0x21, new byte[35]) },
        { "64 KiB that come", ProxyBytes.Header(0x21, 0x11, new byte[65535]) },
        { "64 KiB that do not come", ProxyBytes.Header(0x21, 0x11, new byte[65535])[..28] },
    };

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
        await using WlmscpProcess daemon = await StartAsync("--proxy-protocol", Proxy);
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        Assert.Equal("closed", await daemon.AskAsync(Proxy));

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            ": no PROXY protocol, expected a header of version 2", StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    [Theory]
    [MemberData(nameof(WrongHeaders))]
    public async Task Header_Malformed_ClosesThatConnectionAlone(string what, byte[] header)
    {
        await using WlmscpProcess daemon = await StartAsync("--proxy-protocol", Proxy, "--acse-timeout", "60");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon, Proxy);

        await peer.TrySendAsync(header);

        Assert.True(await peer.ReceiveAsync() is null, what);
        await daemon.WaitForErrorLineAsync(line => line.Contains(" PROXY protocol", StringComparison.Ordinal));
        Assert.Equal("accepted", await daemon.AskAsync(Proxy, header: ProxyBytes.From("192.0.2.7:104")));
        await bystander.FinishAsync();
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
        await using WlmscpProcess daemon = await StartAsync("--proxy-protocol", Proxy, "--acse-timeout", "1");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer silent = await RawPeer.ConnectAsync(daemon, Proxy);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon, Proxy);
        await peer.SendAsync(ProxyBytes.From("192.0.2.7:104").AsMemory(0, 20));

        await silent.AssertClosedAsync();
        await peer.AssertClosedAsync();

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            ": the PROXY protocol header did not come in time", StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Header_CutOffAnywhere_EndsThatConnectionOnly()
    {
        await using WlmscpProcess daemon = await StartAsync("--proxy-protocol", Proxy);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        byte[] header = ProxyBytes.From("192.0.2.7:104");
        for (var length = 0; length <= header.Length; length++)
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon, Proxy);
            await peer.SendAsync(header.AsMemory(0, length));
            peer.CloseSending();
            await peer.AssertClosedAsync();
        }

        Assert.Equal("accepted", await daemon.AskAsync(Proxy, header: header));
        await bystander.FinishAsync();
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
