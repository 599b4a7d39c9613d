using System.Net;
using System.Net.Sockets;

namespace Wlmscp.Tests.Faults;

/// <summary>Many connections on which nothing is sent.</summary>
internal sealed class IdlePeers : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <summary>Opens so many more.</summary>
    public async Task ConnectAsync(WlmscpProcess daemon, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            _sockets.Add(socket);
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
