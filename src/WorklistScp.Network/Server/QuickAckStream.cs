using System.Net.Sockets;

namespace WorklistScp.Network.Server;

/// <summary>
/// A network stream that acknowledges at once what it reads. An SCU with Nagle's algorithm sends the identifier only
/// when the command set is acknowledged, and the kernel delays that by 40 ms unless told otherwise.
/// </summary>
internal sealed class QuickAckStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    // linux/tcp.h; the kernel forgets the option with time, so it is set after every read.
    private const int IpProtocolTcp = 6;
    private const int TcpQuickAck = 12;

    private static readonly byte[] On = [1, 0, 0, 0];

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await base.ReadAsync(buffer, cancellationToken);
        if (count > 0 && OperatingSystem.IsLinux())
        {
            Socket.SetRawSocketOption(IpProtocolTcp, TcpQuickAck, On);
        }

        return count;
    }
}
