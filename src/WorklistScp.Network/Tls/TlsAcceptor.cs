using System.Net.Security;
using System.Security.Authentication;

namespace WorklistScp.Network.Tls;

/// <summary>Turns connections that peers have opened into TLS connections.</summary>
public sealed class TlsAcceptor
{
    private readonly TlsSettings _settings;
    private volatile TlsCredentials _credentials;

    private TlsAcceptor(TlsSettings settings, TlsCredentials credentials)
    {
        _settings = settings;
        _credentials = credentials;
    }

    /// <summary>Until when the server's certificate is valid.</summary>
    public DateTimeOffset CertificateEnd => Own.TargetCertificate.NotAfter;

    /// <summary>Whether a peer must have a certificate that is trusted.</summary>
    public bool RequiresCertificate => _settings.PeerCertificate == PeerCertificate.Required;

    private SslStreamCertificateContext Own =>
        _credentials.Own ?? throw new InvalidOperationException("a server without a key");

    /// <summary>Reads keys, certificates and revocation lists.</summary>
    /// <exception cref="TlsConfigurationException">A file cannot be used, or something is missing.</exception>
    public static TlsAcceptor Create(TlsSettings settings) => settings.Key is null
        ? throw new TlsConfigurationException(TlsSource.PrivateKey, "no key, expected one and its certificate")
        : new(settings, new TlsCredentialsReader(settings).Read());

    /// <summary>Reads the files again, for connections from now on; after a failure those of before count on.</summary>
    /// <exception cref="TlsConfigurationException">A file cannot be used, or something is missing.</exception>
    public void Reload() => _credentials = new TlsCredentialsReader(_settings).Read();

    /// <summary>
    /// What another server does the handshake of one connection by, with these keys and rules; any server name will do.
    /// </summary>
    /// <param name="time">The clock.</param>
    public SslServerAuthenticationOptions OptionsOfConnection(TimeProvider time) =>
        OptionsWith(new PeerVerifier(_settings, _credentials, time));

    /// <summary>Does the handshake, as the server.</summary>
    /// <param name="transport">The connection, closed with the result, or when there is none.</param>
    /// <param name="timeout">How long the peer has for all of it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="TlsHandshakeException">The peer gets no connection.</exception>
    /// <exception cref="IOException">The peer went away before it said anything.</exception>
    public async Task<SslStream> AcceptAsync(
        Stream transport, TimeSpan timeout, TimeProvider time, CancellationToken stopping)
    {
        var verifier = new PeerVerifier(_settings, _credentials, time);
        var hello = new HelloStream(transport);
        var stream = new SslStream(hello);
        using var timer = new CancellationTokenSource(timeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        try
        {
            await hello.ReceiveHelloAsync(end.Token);
            await stream.AuthenticateAsServerAsync(
                (_, info, _, _) => ValueTask.FromResult(Choose(info, verifier)), null, end.Token);
            return stream;
        }
        // It is not supported that the certificate is missing: SslStream, which asks for it, did not know the ClientHello.
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException
            or NotSupportedException or TlsHandshakeException)
        {
            await stream.DisposeAsync();
            if (e is TlsHandshakeException || (e is IOException && !hello.HasHello))
            {
                throw; // also a check whether the port is open
            }

            string problem = e is NotSupportedException ? ClientHello.NoTls().Message : Describe(e, stopping);
            throw new TlsHandshakeException(verifier.Problem ?? problem, e);
        }
    }

    private SslServerAuthenticationOptions Choose(SslClientHelloInfo hello, PeerVerifier verifier)
    {
        if (_settings.ServerName is { } name && !name.Equals(hello.ServerName, StringComparison.OrdinalIgnoreCase))
        {
            throw new AuthenticationException(string.IsNullOrEmpty(hello.ServerName)
                ? $"the peer asked for no server name, expected '{name}'"
                : $"the peer asked for another server name, expected '{name}'");
        }

        return OptionsWith(verifier);
    }

    private SslServerAuthenticationOptions OptionsWith(PeerVerifier verifier) => new()
    {
        ServerCertificateContext = Own,
        EnabledSslProtocols = TlsProfile.Protocols,
        CipherSuitesPolicy = _settings.Profile.PolicyWith(_settings.MoreCipherSuites),
        ClientCertificateRequired = _settings.PeerCertificate != PeerCertificate.Ignored,
        CertificateChainPolicy = verifier.ChainPolicy(),
        RemoteCertificateValidationCallback = verifier.Verify,
        AllowRenegotiation = false,
        AllowTlsResume = false, // a peer whose certificate was revoked since then must not come back
    };

    private static string Describe(Exception problem, CancellationToken stopping) =>
        problem is not OperationCanceledException ? InnermostMessage.Of(problem)
        : stopping.IsCancellationRequested ? "the server ends"
        : "the handshake took too long";
}
