using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Network.Access;

/// <summary>Takes the header of the PROXY protocol off a connection, and not a byte more.</summary>
internal static class ProxyHeaderReceiver
{
    /// <summary>Receives a header.</summary>
    /// <returns>The client; null: the proxy itself.</returns>
    /// <exception cref="ProxyHeaderException">There is none that can be taken.</exception>
    /// <exception cref="SocketException">The connection is broken.</exception>
    public static async Task<IPEndPoint?> ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[ProxyHeader.FixedLength];
        var count = 0;
        IPEndPoint? source;
        while (!ProxyHeader.TryRead(buffer.AsSpan(0, count), out int length, out source))
        {
            Array.Resize(ref buffer, length);
            int received = await socket.ReceiveAsync(buffer.AsMemory(count), SocketFlags.None, cancellationToken);
            count += received > 0
                ? received
                : throw new ProxyHeaderException("closed within the PROXY protocol header");
        }

        return source;
    }
}
