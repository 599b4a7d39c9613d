using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Interop.Tests.Access;

/// <summary>The same files and clients, given to libwrap and to wlmscp: the same decisions.</summary>
public sealed class HostsAccessTests : IDisposable
{
    private const int Seed = 20261124; // always the same files

    private static readonly int RandomFiles = RandomCases.Of(60);

    private static readonly string[] Clients =
        ["10.1.2.3", "10.1.2.30", "10.1.3.3", "10.12.3.4", "192.0.2.7", "2001:db8::1", "2001:db8:1::1", "2001:db9::1"];

    private static readonly string[] Patterns =
    [
        "ALL", "10.", "10.1.", "10.1.2.", "10.1.2.3", "10.1.2.0/24", "10.1.0.0/255.255.0.0", "0.0.0.0/0.0.0.0",
        "10.1.2.?", "10.1.*", "192.0.2.7", "[2001:db8::1]", "[2001:db8::]/32", "[2001:db8:1::]/48", "[::]/0",
    ];

    private static readonly string[] Daemons =
        ["ALL", "wlmscpfs", "sshd", "sshd wlmscpfs", "ALL EXCEPT sshd", "ALL EXCEPT wlmscpfs", "wlm*", "wlmscpfs,sshd"];

    private readonly TemporaryDirectory _root = new();

    public HostsAccessTests() => new WorklistArea(_root.Combine("areas")).Write("1.wl", new Entry());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("", "ALL : ALL\n")]
    [InlineData("wlmscpfs : 10.1.2.3\n", "ALL : ALL\n")]
    [InlineData("# ALL : ALL\n", "ALL : 10.1.\n")]
    [InlineData("# ALL \\\n: ALL\nwlmscpfs : 10.1.2.3\n", "ALL : ALL\n")]
    [InlineData("wlmscpfs : \\\n  10.1.2.3, \\\n\t10.1.3.3\n", "ALL : ALL\n")]
    [InlineData("wlmscpfs : 10. EXCEPT 10.1. EXCEPT 10.1.2. EXCEPT 10.1.2.3\n", "ALL : ALL\n")]
    [InlineData("wlmscpfs : 10.1. : DENY\nALL : 10. : ALLOW\n", "ALL : ALL\n")]
    [InlineData("", "wlmscpfs : 10.1. : ALLOW\nALL : 10. : DENY\n")]
    [InlineData("all : all except 10.1.2.3\n", "ALL : ALL\n")]
    [InlineData("wlmscpfs : 10.1.2.3,192.0.2.7 [2001:db8::]/32:allow\n", "ALL : ALL\n")]
    [InlineData("sshd : ALL\n\n   \n", "wlmscpfs:ALL\n")]
    public async Task Files_OfATable_DecideAsLibwrapDoes(string allow, string deny)
    {
        await using WlmscpProcess daemon = await StartAsync();

        await CompareAsync(daemon, allow, deny);
    }

    [Fact]
    public async Task Files_AtRandom_DecideAsLibwrapDoes()
    {
        var random = new Random(Seed);
        await using WlmscpProcess daemon = await StartAsync();
        for (var i = 0; i < RandomFiles; i++)
        {
            await CompareAsync(daemon, RandomFile(random), random.Next(3) == 0 ? "ALL : ALL\n" : RandomFile(random));
        }
    }

    private static string RandomFile(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => RandomRule(random)));

    private static string RandomRule(Random random)
    {
        IEnumerable<string> lists = Enumerable.Range(0, random.Next(1, 4)).Select(
            _ => string.Join(random.Next(2) == 0 ? " " : ", ", random.GetItems(Patterns, random.Next(1, 4))));
        string verdict = random.Next(4) switch { 0 => " : ALLOW", 1 => " : DENY", _ => "" };
        return $"{random.GetItems(Daemons, 1)[0]} : {string.Join(" EXCEPT ", lists)}{verdict}\n";
    }

    // The clients' addresses come by the PROXY protocol: no other way to have those of other hosts.
    private Task<WlmscpProcess> StartAsync() => WlmscpProcess.StartAsync(
        "--dir", _root.Combine("areas"), "--proxy-protocol", "127.0.0.1", "--access-control",
        "--hosts-allow", _root.Combine("hosts.allow"), "--hosts-deny", _root.Combine("hosts.deny"));

    private async Task CompareAsync(WlmscpProcess daemon, string allow, string deny)
    {
        await File.WriteAllTextAsync(_root.Combine("hosts.allow"), allow, Cancelled);
        await File.WriteAllTextAsync(_root.Combine("hosts.deny"), deny, Cancelled);
        foreach (string client in Clients)
        {
            Assert.True(
                await TcpdMatch.IsGrantedAsync(_root.Path, client) == await IsGrantedAsync(daemon, client),
                $"{client} with hosts.allow\n{allow}hosts.deny\n{deny}");
        }
    }

    // What is no PDU is answered with A-ABORT, if the peer is let in.
    private static async Task<bool> IsGrantedAsync(WlmscpProcess daemon, string client)
    {
        byte[] address = IPAddress.Parse(client).GetAddressBytes();
        byte family = address.Length == 4 ? (byte)0x11 : (byte)0x21;
        byte[] header =
        [
            .. Convert.FromHexString("0D0A0D0A000D0A515549540A21"), family, 0, (byte)((2 * address.Length) + 4),
            .. address, .. address, 0, 1, 0, 104,
        ];
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, daemon.Port, Cancelled);
        await socket.SendAsync(header, SocketFlags.None, Cancelled);
        try
        {
            await socket.SendAsync(new byte[] { 0xff, 0, 0, 0, 0, 4, 0, 0, 0, 0 }, SocketFlags.None, Cancelled);
            return await socket.ReceiveAsync(new byte[10], SocketFlags.None, Cancelled) > 0;
        }
        catch (SocketException)
        {
            return false; // reset
        }
    }
}
