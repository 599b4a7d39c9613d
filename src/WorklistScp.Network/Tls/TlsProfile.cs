using System.Net.Security;
using System.Security.Authentication;

namespace WorklistScp.Network.Tls;

/// <summary>
/// A TLS secure transport connection profile (PS3.15 annex B): protocol versions and cipher suites.
/// </summary>
/// <remarks>
/// Neither profile has suites with DHE: RFC 9325 section 4.1 advises against them, and PS3.15 B.13 forbids them where
/// the length of the key cannot be set, which <see cref="SslStream"/> does not offer.
/// </remarks>
public sealed class TlsProfile
{
    private static readonly TlsCipherSuite[] Recommended =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    ];

    private static readonly TlsCipherSuite[] Ccm =
    [
        TlsCipherSuite.TLS_AES_128_CCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CCM,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
    ];

    private static readonly TlsCipherSuite[] Cbc =
    [
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
    ];

    private TlsProfile(IReadOnlyList<TlsCipherSuite> cipherSuites, bool allowsMore)
    {
        CipherSuites = cipherSuites;
        AllowsMoreCipherSuites = allowsMore;
    }

    /// <summary>PS3.15 B.12, BCP 195: RFC 8996 (no version below TLS 1.2) and RFC 9325 (which cipher suites).</summary>
    public static TlsProfile Bcp195 { get; } = new(Recommended, allowsMore: true);

    /// <summary>PS3.15 B.13: the same with a closed list of cipher suites.</summary>
    public static TlsProfile ModifiedBcp195 { get; } = new([.. Recommended, .. Ccm], allowsMore: false);

    /// <summary>
    /// The cipher suites that may be added to a profile that allows it: all keep earlier connections secret when the
    /// key gets lost (ECDHE), and none has a hash weaker than SHA-256.
    /// </summary>
    public static IReadOnlyList<TlsCipherSuite> MoreCipherSuites { get; } = [.. Ccm, .. Cbc];

    /// <summary>The versions of the protocol: TLS 1.3 where the peer has it.</summary>
    public static SslProtocols Protocols => SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>The cipher suites, the strongest first.</summary>
    public IReadOnlyList<TlsCipherSuite> CipherSuites { get; }

    /// <summary>Whether other cipher suites may be added.</summary>
    public bool AllowsMoreCipherSuites { get; }

    /// <summary>The cipher suites and some more, for a connection.</summary>
    internal CipherSuitesPolicy PolicyWith(IEnumerable<TlsCipherSuite> more) => OperatingSystem.IsLinux()
        ? new CipherSuitesPolicy(CipherSuites.Union(more))
        : throw new PlatformNotSupportedException("cipher suites can be chosen on Linux only");
}
