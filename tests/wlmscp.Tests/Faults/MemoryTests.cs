using System.Globalization;

namespace Wlmscp.Tests.Faults;

/// <summary>Memory that a connection takes is given back at its end, whatever end that is (ICSMA-26-181-01).</summary>
public sealed class MemoryTests : IDisposable
{
    private const int Connections = 5000;
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
        await ConnectAsync(daemon);
        int before = ResidentKilobytes(daemon);

        await ConnectAsync(daemon);

        int growth = ResidentKilobytes(daemon) - before;
        Assert.True(growth < MostKilobytes, $"{Connections} connections have left {growth} kB");
        await bystander.FinishAsync();
    }

    private static async Task ConnectAsync(WlmscpProcess daemon)
    {
        for (var i = 0; i < Connections; i++)
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon, i % 5 == 4 ? "127.0.0.2" : "127.0.0.1");
            Task end = (i % 5) switch
            {
                0 => QueryAndReleaseAsync(peer),
                1 => QueryAndAbortAsync(peer),
                2 => AssertAnsweredAsync(peer, Unknown.ToBytes(), 3), // rejected
                3 => AssertAnsweredAsync(peer, Release, 7), // out of turn
                _ => peer.AssertClosedAsync(), // refused
            };
            await end;
        }
    }

    private static async Task QueryAndReleaseAsync(RawPeer peer)
    {
        await peer.AssociateAsync();
        Assert.Equal(6, (await peer.QueryAsync(3, [0x10, 0, 0x20, 0, 0, 0, 0, 0]))[^1][0]);
    }

    private static async Task QueryAndAbortAsync(RawPeer peer)
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
