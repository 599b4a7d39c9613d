using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Wlmscp.Commands.Diagnosing;

/// <summary>The certificate that a server shows.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="End">Until when it is valid, UTC.</param>
internal sealed record ServerCertificate(string Subject, DateTime End)
{
    /// <summary>Begins a handshake, looks at the certificate, and goes no further: it is not to be trusted.</summary>
    /// <returns>The certificate; null: the server speaks no TLS.</returns>
    public static async Task<ServerCertificate?> FindAsync(string host, int port, TimeSpan patience)
    {
        ServerCertificate? found = null;
        using var end = new CancellationTokenSource(patience);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(host, port, end.Token);
            await using var tls = new SslStream(
                connection.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
                {
                    found = certificate is X509Certificate2 shown
                        ? new ServerCertificate(shown.Subject, shown.NotAfter.ToUniversalTime())
                        : null;
                    return false;
                });
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "" }, end.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException or OperationCanceledException)
        {
            // As it was meant, where a certificate was shown; else the server speaks no TLS.
        }

        return found;
    }
}
