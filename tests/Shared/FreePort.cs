using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Tests.Shared;

/// <summary>
/// Finds ports for servers that take no port 0, or cannot say which one they got. Between the choice of a port and its
/// use another program may be quicker.
/// </summary>
public static class FreePort
{
    // Below the ports that the system gives to clients: a client that tries again and again to connect to one of those
    // is at some time given the same port as its own, and talks to itself.
    private const int First = 20_000;
    private const int End = 32_000;

    /// <summary>So many of them, each another one.</summary>
    public static IReadOnlyList<int> Find(int count)
    {
        var ports = new HashSet<int>();
        while (ports.Count < count)
        {
            ports.Add(Find());
        }

        return [.. ports];
    }

    /// <summary>A TCP port that nobody listens on.</summary>
    public static int Find()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, End);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }
}
