using System.Net.Sockets;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Server;

/// <summary>How much of an answer comes after a C-CANCEL-RQ.</summary>
public sealed class CancelledAnswerTests
{
    // 9 MB of them: more than the kernel would take.
    private const int Matches = 60_000;
    private const int ReceiveBuffer = 64 * 1024;

    // What the peer's kernel holds, which is twice what was asked for, a burst of 48 KiB that is being written, and what
    // was not sent yet.
    private const int MostBytes = (2 * ReceiveBuffer) + (48 * 1024) + (64 * 1024);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_OfAPeerThatReadsSlowly_EndsTheAnswerWithinWhatItsKernelHolds()
    {
        var given = 0;
        await using var server = new TestServer(new ScriptedProvider(
            (_, _) => ScriptedProvider.Responses(Matches).Select(response =>
            {
                Interlocked.Increment(ref given);
                return response;
            })));
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveBufferSize = ReceiveBuffer,
        };
        await socket.ConnectAsync(server.Server.LocalEndPoint, Cancelled);
        using var peer = new RawPeer(socket);
        await peer.AssociateAsync();
        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(1, hasIdentifier: false)));
        for (var i = 0; i < 3; i++)
        {
            await ReceiveAsync(peer);
        }

        await WaitUntilItRestsAsync(() => Volatile.Read(ref given));
        await peer.SendAsync(RawPeer.Command(3, new DimseCancel(1)));

        (DicomStatus Status, int Bytes) response = await ReceiveAsync(peer);
        var bytes = 0;
        while (response.Status.IsPending)
        {
            bytes += response.Bytes;
            response = await ReceiveAsync(peer);
        }

        Assert.Equal(DicomStatus.Cancel, response.Status);
        Assert.InRange(bytes, 0, MostBytes);
    }

    // The server has sent all that it can while the peer does not read.
    private static async Task WaitUntilItRestsAsync(Func<int> count)
    {
        int before;
        do
        {
            before = count();
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancelled);
        }
        while (count() != before);
    }

    // A response with its identifier.
    private static async Task<(DicomStatus Status, int Bytes)> ReceiveAsync(RawPeer peer)
    {
        var command = Assert.IsType<PDataTF>(await peer.ReceiveAsync());
        var response = Assert.IsType<DimseResponse>(CommandSetReader.Read(Assert.Single(command.Values).Data));
        int bytes = RawPeer.Bytes(command).Length;
        if (response.HasDataSet)
        {
            bytes += RawPeer.Bytes(Assert.IsType<PDataTF>(await peer.ReceiveAsync())).Length;
        }

        return (response.Status, bytes);
    }
}
