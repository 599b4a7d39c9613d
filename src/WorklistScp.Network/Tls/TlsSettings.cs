using System.Net.Security;

namespace WorklistScp.Network.Tls;

/// <summary>With which keys, and by which rules, TLS connections are accepted and made (PS3.15 annex B).</summary>
public sealed record TlsSettings
{
    /// <summary>The key of this side; null: none, which only a client can do without.</summary>
    public TlsKeyFiles? Key { get; init; }

    /// <summary>The format of all files.</summary>
    public TlsFileFormat Format { get; init; } = TlsFileFormat.Pem;

    /// <summary>Gives the password of the private key; called only when the key is encrypted.</summary>
    public Func<string> Password { get; init; } = () => "";

    /// <summary>Files with certificates of authorities that are trusted.</summary>
    public IReadOnlyList<string> TrustedFiles { get; init; } = [];

    /// <summary>Directories of such files; what else is in them does not matter.</summary>
    public IReadOnlyList<string> TrustedDirectories { get; init; } = [];

    /// <summary>Files with certificate revocation lists.</summary>
    public IReadOnlyList<string> RevocationLists { get; init; } = [];

    /// <summary>Which certificates are looked for in the revocation lists.</summary>
    public RevocationCheck RevocationCheck { get; init; } = RevocationCheck.None;

    /// <summary>Whether peers need a certificate; servers always have one, which may be ignored.</summary>
    public PeerCertificate PeerCertificate { get; init; } = PeerCertificate.Required;

    /// <summary>Protocol versions and cipher suites.</summary>
    public TlsProfile Profile { get; init; } = TlsProfile.Bcp195;

    /// <summary>Cipher suites besides those of the profile.</summary>
    public IReadOnlyList<TlsCipherSuite> MoreCipherSuites { get; init; } = [];

    /// <summary>
    /// The server name that peers have to ask for (RFC 6066 section 3); null: any, or none. A client asks for it, and
    /// the server's certificate has to be for it; null: it asks for none, and the certificate may be for any.
    /// </summary>
    public string? ServerName { get; init; }
}

/// <summary>The files of a key.</summary>
/// <param name="PrivateKeyFile">The private key, RSA or EC.</param>
/// <param name="CertificateFile">Its certificate; a PEM file may have certificates of its authorities below it.</param>
public sealed record TlsKeyFiles(string PrivateKeyFile, string CertificateFile);

/// <summary>How keys, certificates and revocation lists are written to files.</summary>
public enum TlsFileFormat
{
    /// <summary>Text in base 64 between lines of dashes (RFC 7468).</summary>
    Pem,

    /// <summary>The bytes of ASN.1.</summary>
    Der,
}

/// <summary>Whether peers need a certificate.</summary>
public enum PeerCertificate
{
    /// <summary>Only peers with a valid one are served.</summary>
    Required,

    /// <summary>Peers without one are served too, those with one that is not valid are not.</summary>
    Verified,

    /// <summary>None is asked for.</summary>
    Ignored,
}

/// <summary>Which certificates are looked for in the revocation lists.</summary>
public enum RevocationCheck
{
    /// <summary>None.</summary>
    None,

    /// <summary>The peer's own.</summary>
    Leaf,

    /// <summary>The peer's and those of all its authorities.</summary>
    Chain,
}
