namespace WorklistScp.Network.Tls;

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
