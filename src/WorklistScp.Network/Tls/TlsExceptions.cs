namespace WorklistScp.Network.Tls;

/// <summary>
/// A key, certificate or revocation list cannot be used; the message is one line: what, why, what was expected.
/// </summary>
/// <param name="source">Which setting it is about.</param>
/// <param name="message">The problem, with the file's path where there is one.</param>
/// <param name="innerException">The cause.</param>
public sealed class TlsConfigurationException(TlsSource source, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Which setting it is about.</summary>
    public TlsSource Setting { get; } = source;
}

/// <summary>Which part of <see cref="TlsSettings"/> something comes from.</summary>
public enum TlsSource
{
    /// <summary><see cref="TlsKeyFiles.PrivateKeyFile"/>.</summary>
    PrivateKey,

    /// <summary><see cref="TlsKeyFiles.CertificateFile"/>.</summary>
    Certificate,

    /// <summary><see cref="TlsSettings.TrustedFiles"/>.</summary>
    TrustedFile,

    /// <summary><see cref="TlsSettings.TrustedDirectories"/>.</summary>
    TrustedDirectory,

    /// <summary><see cref="TlsSettings.RevocationLists"/>.</summary>
    RevocationList,

    /// <summary><see cref="TlsSettings.PeerCertificate"/>, which asks for trusted certificates.</summary>
    PeerCertificate,

    /// <summary><see cref="TlsSettings.RevocationCheck"/>, which asks for revocation lists.</summary>
    RevocationCheck,
}

/// <summary>There is no TLS connection with a peer; the message says why, in a line.</summary>
/// <param name="message">The reason.</param>
/// <param name="innerException">The cause.</param>
public sealed class TlsHandshakeException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Whether the peer began with an A-ASSOCIATE-RQ, as it does without TLS.</summary>
    public bool IsPlainDicom { get; init; }
}
