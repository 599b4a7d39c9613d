using System.Net.Sockets;

namespace WorklistScp.Network.Server;

/// <summary>
/// A network stream that acknowledges at once what it has read, unless an answer does that. An SCU with Nagle's
/// algorithm sends the identifier only when the command set is acknowledged, and the kernel delays that by 40 ms unless
/// told otherwise.
/// </summary>
internal sealed class QuickAckStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    // linux/tcp.h; the kernel forgets the option with time, so it is set again each time.
    private const int IpProtocolTcp = 6;
    private const int TcpQuickAck = 12;

    private static readonly byte[] On = [1, 0, 0, 0];

    private bool _hasUnansweredInput;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasUnansweredInput && OperatingSystem.IsLinux())
        {
            Socket.SetRawSocketOption(IpProtocolTcp, TcpQuickAck, On);
        }

        int count = await base.ReadAsync(buffer, cancellationToken);
        _hasUnansweredInput = count > 0;
        return count;
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _hasUnansweredInput = false;
        return base.WriteAsync(buffer, cancellationToken);
    }
}
