using System.Net.Security;
using System.Security.Authentication;

namespace WorklistScp.Network.Tls;

/// <summary>Turns connections to servers into TLS connections.</summary>
public sealed class TlsConnector
{
    private readonly TlsSettings _settings;
    private volatile TlsCredentials _credentials;

    private TlsConnector(TlsSettings settings, TlsCredentials credentials)
    {
        _settings = settings;
        _credentials = credentials;
    }

    /// <summary>Reads keys, certificates and revocation lists.</summary>
    /// <exception cref="TlsConfigurationException">A file cannot be used, or something is missing.</exception>
    public static TlsConnector Create(TlsSettings settings) =>
        new(settings, new TlsCredentialsReader(settings).Read());

    /// <summary>Reads them again, for the connections to come. When that fails, those of before stay.</summary>
    /// <exception cref="TlsConfigurationException">A file cannot be used, or something is missing.</exception>
    public void Reload() => _credentials = new TlsCredentialsReader(_settings).Read();

    /// <summary>Does the handshake, as the client.</summary>
    /// <param name="transport">The connection, closed with the result, or when there is none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TlsHandshakeException">There is none; nothing was sent but the handshake.</exception>
    internal async Task<SslStream> ConnectAsync(
        Stream transport, TimeProvider time, CancellationToken cancellationToken)
    {
        TlsCredentials credentials = _credentials;
        var verifier = new PeerVerifier(_settings, credentials, time);
        var stream = new SslStream(transport);
        try
        {
            await stream.AuthenticateAsClientAsync(OptionsFor(credentials, verifier), cancellationToken);
            return stream;
        }
        catch (Exception e)
        {
            await stream.DisposeAsync();
            if (e is AuthenticationException or IOException)
            {
                throw new TlsHandshakeException(verifier.Problem ?? Describe(e), e);
            }

            throw;
        }
    }

    // What OpenSSL says is in the inner exception; without one, it was asked nothing.
    private static string Describe(Exception problem) => problem is AuthenticationException { InnerException: null }
        ? "what the peer sent is no TLS"
        : InnermostMessage.Of(problem);

    private SslClientAuthenticationOptions OptionsFor(TlsCredentials credentials, PeerVerifier verifier) => new()
    {
        TargetHost = _settings.ServerName ?? "",
        ClientCertificateContext = credentials.Own,
        EnabledSslProtocols = TlsProfile.Protocols,
        CipherSuitesPolicy = _settings.Profile.PolicyWith(_settings.MoreCipherSuites),
        CertificateChainPolicy = verifier.ChainPolicy(),
        RemoteCertificateValidationCallback = verifier.Verify,
        AllowRenegotiation = false,
        AllowTlsResume = false, // each server shows its certificate each time
    };
}
