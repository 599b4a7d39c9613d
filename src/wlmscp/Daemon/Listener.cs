using System.Net.Sockets;
using Wlmscp.Web;
using WorklistScp.Network.Server;

namespace Wlmscp.Daemon;

/// <summary>Opens the socket that the daemon listens on.</summary>
internal static class Listener
{
    /// <summary>Binds and listens for HTTP.</summary>
    /// <exception cref="StartException">The address or port cannot be had.</exception>
    public static Socket Open(HttpSettings settings)
    {
        try
        {
            return ListenSocket.Open(settings.EndPoint.Address, settings.EndPoint.Port, dualMode: false);
        }
        catch (SocketException e)
        {
            throw new StartException(
                $"--http {settings.EndPoint}: {e.Message}; expected an address of this machine, and a port that is free and "
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
