using System.Globalization;
using System.Net.Security;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.Faults;

/// <summary>Memory that a connection takes is given back at its end, whatever end that is (ICSMA-26-181-01).</summary>
public sealed class MemoryTests : IDisposable
{
    private const int MostKilobytes = 20 * 1024;

    // PS3.8 9.3.8: A-ABORT of the service user
    private static readonly byte[] Abort = Convert.FromHexString("0700" + "00000004" + "00000000");

    // PS3.8 9.3.6: A-RELEASE-RQ
    private static readonly byte[] Release = Convert.FromHexString("0500" + "00000004" + "00000000");

    private static readonly AssociateRequest Unknown = new() { CalledAETitle = "UNKNOWN" };

    private readonly FaultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Connections_Thousands_LeaveNoMemoryBehind()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-q", "--allow", "127.0.0.1");
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        await AssertGivenBackAsync(daemon, 5000, i => ConnectAsync(daemon, i));

        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Handshakes_ThousandOfThem_LeaveNoMemoryBehind()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("-q");
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);
        SslClientAuthenticationOptions options = scene.ClientOptions(scene.Modality);
        TestKey old = await scene.Authority.IssueExpiredAsync("old");
        SslClientAuthenticationOptions refused = scene.ClientOptions(old);
        options.AllowTlsResume = refused.AllowTlsResume = false;

        await AssertGivenBackAsync(daemon, 1000, i => HandshakeAsync(daemon, i % 2 == 0 ? options : refused));

        await bystander.FinishAsync();
    }

    // The first of them make what is kept.
    private static async Task AssertGivenBackAsync(WlmscpProcess daemon, int connections, Func<int, Task> connect)
    {
        var resident = new int[2];
        for (var round = 0; round < resident.Length; round++)
        {
            for (var i = 0; i < connections; i++)
            {
                await connect(i);
            }

            resident[round] = ResidentKilobytes(daemon);
        }

        int growth = resident[1] - resident[0];
        Assert.True(growth < MostKilobytes, $"{connections} connections have left {growth} kB");
    }

    private static async Task ConnectAsync(WlmscpProcess daemon, int number)
    {
        int kind = number % 5;
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon, kind == 4 ? "127.0.0.2" : "127.0.0.1");
        Task end = kind switch
        {
            0 => QueryAndReleaseAsync(peer),
            1 => EchoAndAbortAsync(peer),
            2 => AssertAnsweredAsync(peer, Unknown.ToBytes(), 3), // rejected
            3 => AssertAnsweredAsync(peer, Release, 7), // out of turn
            _ => peer.AssertClosedAsync(), // refused
        };
        await end;
    }

    // With TLS 1.3 a peer learns that it is refused when it reads.
    private static async Task HandshakeAsync(WlmscpProcess daemon, SslClientAuthenticationOptions options)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon.TlsPort, options);
        await peer.TrySendAsync(Release);
        await peer.ReceiveAsync();
    }

    private static async Task QueryAndReleaseAsync(RawPeer peer)
    {
        await peer.AssociateAsync();
        Assert.Equal(6, (await peer.QueryAsync(3, [0x10, 0, 0x20, 0, 0, 0, 0, 0]))[^1][0]);
    }

    private static async Task EchoAndAbortAsync(RawPeer peer)
    {
        await peer.AssociateAsync();
        await peer.AssertEchoAsync();
        await peer.SendAsync(Abort);
        await peer.AssertClosedAsync();
    }

    private static async Task AssertAnsweredAsync(RawPeer peer, byte[] request, byte type)
    {
        await peer.SendAsync(request);
        Assert.Equal(type, (await peer.ReceiveAsync())![0]);
    }

    private static int ResidentKilobytes(WlmscpProcess daemon)
    {
        string line = File.ReadLines($"/proc/{daemon.Id}/status")
            .Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
