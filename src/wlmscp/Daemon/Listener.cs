using System.Net;
using System.Net.Sockets;
using WorklistScp.Network.Server;

namespace Wlmscp.Daemon;

/// <summary>Opens the socket that the daemon listens on.</summary>
internal static class Listener
{
    /// <summary>Binds and listens for HTTP.</summary>
    /// <param name="option">The option that says so.</param>
    /// <param name="endPoint">Address and port; port 0: any free one.</param>
    /// <exception cref="StartException">The address or port cannot be had.</exception>
    public static Socket Open(string option, IPEndPoint endPoint)
    {
        try
        {
            return ListenSocket.Open(endPoint.Address, endPoint.Port, dualMode: false);
        }
        catch (SocketException e)
        {
            throw new StartException(
                $"{option} {endPoint}: {e.Message}; expected an address of this machine, and a port that is free and "
                + "allowed", e);
        }
    }

    /// <summary>Binds and listens.</summary>
    /// <exception cref="StartException">The address or port cannot be had.</exception>
    public static Socket Open(ListenSettings settings)
    {
        try
        {
            return ListenSocket.Open(settings.EndPoint.Address, settings.Port, settings.DualMode);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            throw new StartException(
                $"--bind {settings.Address}: {e.Message}; expected an address of this machine", e);
        }
        catch (SocketException e)
        {
            throw new StartException(
                $"port {settings.Port}: {e.Message}; expected a port that is free and allowed", e);
        }
    }
}
