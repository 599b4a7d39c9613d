namespace WorklistScp.Network.Tls;

/// <summary>How keys, certificates and revocation lists are written to files.</summary>
public enum TlsFileFormat
{
    /// <summary>Text in base 64 between lines of dashes (RFC 7468).</summary>
    Pem,

    /// <summary>The bytes of ASN.1.</summary>
    Der,
}
