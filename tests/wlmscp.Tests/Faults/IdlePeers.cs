using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wlmscp.Tests.Faults;

/// <summary>Many connections that say nothing, or no more.</summary>
internal sealed class IdlePeers : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <summary>Opens so many more, from an address of this machine.</summary>
    public Task ConnectAsync(WlmscpProcess daemon, int count, string from = "127.0.0.1") =>
        ConnectAsync(daemon.Port, count, from);

    /// <summary>Opens so many more to a port, from an address of this machine.</summary>
    public async Task ConnectAsync(int port, int count, string from)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _sockets.Add(socket);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends a text on each of them, and nothing more.</summary>
    public async Task SendAsync(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        foreach (Socket socket in _sockets)
        {
            await socket.SendAsync(bytes, SocketFlags.None, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Closes all.</summary>
    public void Dispose()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _sockets.Clear();
    }
}
