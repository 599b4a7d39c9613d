using System.Net.Security;
using System.Net.Sockets;
using WorklistScp.Network.Tls;

namespace Wlmscp.Hl7;

/// <summary>What carries the bytes of a connection: its socket, or TLS on it.</summary>
internal sealed class MllpTransport : IDisposable
{
    private readonly Socket _socket;
    private readonly SslStream? _secured;

    private MllpTransport(Socket socket, Stream stream)
    {
        _socket = socket;
        Stream = stream;
        _secured = stream as SslStream;
    }

    /// <summary>What is read and written.</summary>
    public Stream Stream { get; }

    /// <summary>The subject of the peer's certificate; null: it has none.</summary>
    public string? TlsSubject => _secured is null ? null : TlsPeer.Of(_secured).Subject;

    /// <summary>Makes it, which owns the socket.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="tls">Does the handshake; null: there is none.</param>
    /// <param name="timeout">How long the peer has for that.</param>
    /// <param name="ending">Ends it.</param>
    /// <exception cref="TlsHandshakeException">The peer gets no connection.</exception>
    /// <exception cref="IOException">The peer went away before it said anything.</exception>
    public static async Task<MllpTransport> OpenAsync(
        Socket socket, TlsAcceptor? tls, TimeSpan timeout, CancellationToken ending)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        var stream = new NetworkStream(socket, ownsSocket: true);
        return new MllpTransport(
            socket, tls is null ? stream : await tls.AcceptAsync(stream, timeout, TimeProvider.System, ending));
    }

    /// <summary>Says that no more will be sent, and throws away what still comes until the peer closes.</summary>
    /// <param name="cancellationToken">The peer has had its time.</param>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_secured is not null)
        {
            await _secured.ShutdownAsync();
        }

        _socket.Shutdown(SocketShutdown.Send);
        var rest = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(rest, cancellationToken) > 0)
            {
            }
        }
        catch (OperationCanceledException)
        {
            // It has had its time.
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => Stream.Dispose();
}
