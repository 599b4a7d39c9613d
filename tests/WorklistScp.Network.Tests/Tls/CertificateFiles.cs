using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WorklistScp.Network.Tls;

namespace WorklistScp.Network.Tests.Tls;

/// <summary>An authority, and keys that it has certified, in files.</summary>
internal sealed class CertificateFiles : IDisposable
{
    /// <summary>The extended key usage id-kp-clientAuth (RFC 5280 4.2.1.12).</summary>
    public const string ForClients = "1.3.6.1.5.5.7.3.2";

    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-2);

    private readonly string _directory = Directory.CreateTempSubdirectory("wlmscp-").FullName;
    private readonly X509Certificate2 _authority;

    public CertificateFiles()
    {
        CertificateRequest request = Request("authority", out _);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(Start, Start.AddDays(4));
        Authority = Write("authority.pem", _authority.ExportCertificatePem());
    }

    /// <summary>The file of the authority's certificate.</summary>
    public string Authority { get; }

    /// <summary>Who trusts the authority, and has no key.</summary>
    public TlsSettings Trust => new() { TrustedFiles = [Authority] };

    /// <summary>Certifies a key.</summary>
    /// <param name="name">The common name and the host.</param>
    /// <param name="days">How many days the certificate is valid, from two days ago.</param>
    /// <param name="usage">What the certificate is for; null: anything.</param>
    public TlsKeyFiles Issue(string name, int days = 4, string? usage = null)
    {
        CertificateRequest request = Request(name, out ECDsa key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        if (usage is not null)
        {
            request.CertificateExtensions.Add(
                new X509EnhancedKeyUsageExtension(new OidCollection { new(usage) }, critical: false));
        }

        byte[] serialNumber = [1, .. RandomNumberGenerator.GetBytes(8)];
        using X509Certificate2 certificate = request.Create(_authority, Start, Start.AddDays(days), serialNumber);
        return new TlsKeyFiles(
            Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()),
            Write($"{name}.pem", certificate.ExportCertificatePem()));
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static CertificateRequest Request(string name, out ECDsa key)
    {
        key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
    }

    private string Write(string name, string pem)
    {
        string path = Path.Join(_directory, name);
        File.WriteAllText(path, pem);
        return path;
    }
}
