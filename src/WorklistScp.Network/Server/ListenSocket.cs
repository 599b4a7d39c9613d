using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Network.Server;

/// <summary>
/// Opens the socket of a <see cref="DicomServer"/> before it serves, while the process may still bind any port.
/// </summary>
public static class ListenSocket
{
    /// <summary>Binds and listens; connections wait until the server accepts them.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The TCP port, 0 to 65535; 0: any free one.</param>
    /// <param name="dualMode">Whether an IPv6 address takes IPv4 too; without meaning for an IPv4 address.</param>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    public static Socket Open(IPAddress address, int port, bool dualMode)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                listener.DualMode = dualMode;
            }

            listener.Bind(new IPEndPoint(address, port));
            listener.Listen();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            throw;
        }
    }
}
