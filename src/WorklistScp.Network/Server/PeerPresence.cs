using System.Net.Sockets;

namespace WorklistScp.Network.Server;

/// <summary>Looks whether a peer is there still, without reading what it has sent.</summary>
internal static class PeerPresence
{
    // linux/tcp.h: tcpi_state is the first byte; include/net/tcp_states.h
    private const int IpProtocolTcp = 6;
    private const int TcpInfo = 11;
    private const byte Established = 1;

    /// <summary>Whether it has closed or lost the connection, or this side has closed it.</summary>
    public static bool HasGone(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            Span<byte> info = stackalloc byte[1];
            return socket.GetRawSocketOption(IpProtocolTcp, TcpInfo, info) < 1 || info[0] != Established;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }
}
