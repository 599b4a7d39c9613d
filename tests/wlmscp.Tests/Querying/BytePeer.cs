using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Wlmscp.Tests.Querying;

/// <summary>A peer that answers one connection with bytes of its own, whatever it was asked.</summary>
internal sealed class BytePeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _answering;

    /// <summary>Listens.</summary>
    /// <param name="answer">The bytes, in hexadecimal digits.</param>
    /// <param name="isOpen">Whether the connection stays open behind them.</param>
    public BytePeer(string answer, bool isOpen = false)
    {
        _listener.Start();
        _answering = AnswerAsync(Convert.FromHexString(answer), isOpen);
    }

    /// <summary>The port.</summary>
    public string Port => ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Ends the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAny(_answering); // whoever asked may have been gone before
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AnswerAsync(byte[] answer, bool isOpen)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
        NetworkStream stream = client.GetStream();
        await stream.ReadExactlyAsync(new byte[1], _end.Token);
        await stream.WriteAsync(answer, _end.Token);
        if (isOpen)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _end.Token);
        }

        client.Client.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null, _end.Token);
    }
}
