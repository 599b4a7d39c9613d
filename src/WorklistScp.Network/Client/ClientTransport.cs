using System.Net.Sockets;

namespace WorklistScp.Network.Client;

/// <summary>Opens the connection that an association needs (PS3.8 9.1).</summary>
internal static class ClientTransport
{
    /// <summary>Connects, and does the handshake of TLS where that is asked for.</summary>
    /// <exception cref="SocketException">No connection can be made.</exception>
    /// <exception cref="Tls.TlsHandshakeException">The peer gets no TLS connection.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public static async Task<Stream> OpenAsync(
        DicomClientOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.ConnectTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            NetworkStream stream = await ConnectAsync(options, end.Token);
            return options.Tls is null ? stream : await options.Tls.ConnectAsync(stream, time, end.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            string what = options.Tls is null ? "connection" : "TLS connection";
            throw new TimeoutException(
                FormattableString.Invariant($"no {what} within {options.ConnectTimeout.TotalSeconds} s"), e);
        }
    }

    private static async Task<NetworkStream> ConnectAsync(
        DicomClientOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
