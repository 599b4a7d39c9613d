using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace WorklistScp.Network.Tls;

/// <summary>What was read from the files of <see cref="TlsSettings"/>.</summary>
/// <param name="Own">The certificate of this side with its key and its authorities; null: none.</param>
/// <param name="Roots">Authorities that are trusted, and that nobody else vouches for.</param>
/// <param name="Others">Authorities between those and their peers.</param>
/// <param name="RevocationLists">Which certificates are not to be relied on any more.</param>
internal sealed record TlsCredentials(
    SslStreamCertificateContext? Own,
    X509Certificate2Collection Roots,
    X509Certificate2Collection Others,
    RevocationLists RevocationLists);
