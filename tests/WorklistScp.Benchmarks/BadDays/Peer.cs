using System.Net;
using System.Net.Sockets;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Connections from addresses of this machine; nothing waits for them for ever.</summary>
internal static class Peer
{
    private const int BufferSize = 32 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>One of the addresses of the loopback network.</summary>
    /// <param name="number">From one.</param>
    public static IPAddress Address(int number) => IPAddress.Parse($"127.0.0.{number + 1}");

    /// <summary>Connects, and opens an association.</summary>
    /// <exception cref="BenchmarkException">It is not accepted within two minutes.</exception>
    public static WorklistClient Open(ServerProcess server, IPAddress from, string called = GeneratedArea.Name) =>
        new(Connect(server, from), BufferSize, called);

    /// <summary>Connects.</summary>
    /// <exception cref="BenchmarkException">That takes longer than a minute.</exception>
    public static Socket Connect(ServerProcess server, IPAddress from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            if (socket.ConnectAsync(server.Address).Wait(Limit))
            {
                return socket;
            }
        }
        catch (Exception e) when (e is SocketException or AggregateException)
        {
            socket.Dispose();
            throw new BenchmarkException($"cannot connect: {e.GetBaseException().Message}");
        }

        socket.Dispose();
        throw new BenchmarkException("cannot connect within a minute");
    }
}
