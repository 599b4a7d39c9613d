using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Tests.Shared;

/// <summary>
/// Finds a port for a program that takes no port 0, or cannot say which it got. Between the choice and its use another
/// program may be quicker.
/// </summary>
public static class FreePort
{
    /// <summary>A TCP port that was free a moment ago.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
