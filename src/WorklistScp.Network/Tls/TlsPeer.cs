using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WorklistScp.Network.Tls;

/// <summary>What is known of a peer from its TLS connection.</summary>
/// <param name="Protocol">The version of the protocol.</param>
/// <param name="Subject">The subject of its certificate, which was verified; null if it has none.</param>
public sealed record TlsPeer(SslProtocols Protocol, string? Subject)
{
    /// <summary>Asks a connection.</summary>
    public static TlsPeer Of(SslStream stream) => new(
        stream.SslProtocol,
        stream.RemoteCertificate is X509Certificate2 certificate
            ? DistinguishedNames.Text(certificate.SubjectName)
            : null);

    /// <summary><c>TLS 1.3, CN=ct1</c>.</summary>
    public override string ToString()
    {
        string version = Protocol == SslProtocols.Tls13 ? "TLS 1.3" : "TLS 1.2";
        return Subject is null ? $"{version}, no certificate" : $"{version}, {Subject}";
    }
}

/// <summary>Names of certificates as text for a line of the log, whatever their makers have put into them.</summary>
internal static class DistinguishedNames
{
    private const int MaxLength = 200;

    /// <summary>The name as RFC 4514 writes it, without control characters, cut off where it is long.</summary>
    public static string Text(X500DistinguishedName name)
    {
        try
        {
            return PrintableText.Of(name.Name.Length > MaxLength ? name.Name[..MaxLength] + "..." : name.Name);
        }
        catch (CryptographicException)
        {
            return "a name that cannot be read";
        }
    }
}
