using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Wlmscp.Tests.Tls;

/// <summary>A port that carries one connection to the TLS port of a daemon: for a client that knows no TLS.</summary>
internal sealed class TlsTunnel : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <summary>Waits for the client; then does the handshake, and carries until one of the two ends.</summary>
    public TlsTunnel(int tlsPort, SslClientAuthenticationOptions options)
    {
        _listener.Start();
        _ = CarryAsync(tlsPort, options); // what goes wrong is a connection that ends
    }

    /// <summary>The port for the client.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    private async Task CarryAsync(int tlsPort, SslClientAuthenticationOptions options)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(Cancelled);
        using var daemon = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        await daemon.ConnectAsync(IPAddress.Loopback, tlsPort, Cancelled);
        await using NetworkStream plain = client.GetStream();
        await using var secured = new SslStream(daemon.GetStream());
        await secured.AuthenticateAsClientAsync(options, Cancelled);
        await Task.WhenAny(plain.CopyToAsync(secured, Cancelled), secured.CopyToAsync(plain, Cancelled));
    }
}
