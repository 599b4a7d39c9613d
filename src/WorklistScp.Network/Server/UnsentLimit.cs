using System.Net.Sockets;

namespace WorklistScp.Network.Server;

/// <summary>
/// Bounds what the kernel takes of an answer before the peer can receive it, which is megabytes otherwise: a C-CANCEL
/// could change nothing of it any more. What is on its way to a peer that reads stays as it is.
/// </summary>
internal static class UnsentLimit
{
    // linux/tcp.h
    private const int IpProtocolTcp = 6;
    private const int TcpNotSentLowWaterMark = 25;

    private static readonly byte[] Bytes = BitConverter.GetBytes(16 * 1024);

    /// <summary>Sets the limit.</summary>
    /// <exception cref="SocketException">The connection is broken.</exception>
    public static void Set(Socket socket)
    {
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(IpProtocolTcp, TcpNotSentLowWaterMark, Bytes);
        }
    }
}
