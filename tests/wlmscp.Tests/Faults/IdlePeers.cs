using System.Net;
using System.Net.Sockets;

namespace Wlmscp.Tests.Faults;

/// <summary>Many connections on which nothing is sent.</summary>
internal sealed class IdlePeers : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <summary>Opens so many more, from an address of this machine.</summary>
    public async Task ConnectAsync(WlmscpProcess daemon, int count, string from = "127.0.0.1")
    {
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _sockets.Add(socket);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(IPAddress.Loopback, daemon.Port, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Closes all.</summary>
    public void Dispose()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _sockets.Clear();
    }
}
