using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wlmscp.Tests.Web;

/// <summary>Requests byte by byte.</summary>
internal static class RawRequests
{
    /// <summary>The head of a request of the user desk, without the empty line.</summary>
    public static string RequestLine(WebScene scene, string method, string path) =>
        $"{method} {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/dicom+json\r\n"
        + $"Authorization: {scene.As("desk").DefaultRequestHeaders.Authorization}\r\n";

    /// <summary>Connects to a port of this machine.</summary>
    public static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Sends a text.</summary>
    public static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(
        Encoding.Latin1.GetBytes(text), SocketFlags.None, TestContext.Current.CancellationToken);

    /// <summary>Receives what comes first; nothing: the connection has ended.</summary>
    public static async Task<string> ReceiveAsync(Socket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[64 * 1024];
        int length = await socket.ReceiveAsync(buffer, SocketFlags.None, limit.Token);
        return Encoding.Latin1.GetString(buffer, 0, length);
    }
}
