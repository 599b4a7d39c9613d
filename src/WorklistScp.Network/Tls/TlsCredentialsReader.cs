using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Cryptography;
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

/// <summary>Reads the files of <see cref="TlsSettings"/>.</summary>
internal sealed class TlsCredentialsReader(TlsSettings settings)
{
    private readonly Dictionary<string, X509Certificate2> _trusted = []; // by thumbprint
    private readonly List<CertificateRevocationList> _revocationLists = [];

    /// <summary>Reads all of them.</summary>
    /// <exception cref="TlsConfigurationException">A file cannot be used, or something is missing.</exception>
    public TlsCredentials Read()
    {
        SslStreamCertificateContext? own = settings.Key is null ? null : ReadOwn(settings.Key);
        foreach (string path in settings.TrustedFiles)
        {
            AddTrusted(path);
        }

        foreach (string path in settings.TrustedDirectories)
        {
            AddDirectory(path);
        }

        foreach (string path in settings.RevocationLists)
        {
            AddRevocationLists(path);
        }

        ThrowIfIncomplete();
        X509Certificate2[] roots = [.. _trusted.Values.Where(IsRoot)];
        X509Certificate2[] others = [.. _trusted.Values.Except(roots)];
        return new TlsCredentials(own, new(roots), new(others), new RevocationLists(_revocationLists));
    }

    private static bool IsRoot(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private SslStreamCertificateContext ReadOwn(TlsKeyFiles key)
    {
        TlsFile file = TlsFile.Read(TlsSource.Certificate, key.CertificateFile, settings.Format);
        List<X509Certificate2> certificates = ReadCertificates(file);
        TlsFile keyFile = TlsFile.Read(TlsSource.PrivateKey, key.PrivateKeyFile, settings.Format);
        X509Certificate2 own = PrivateKeyReader.AddKey(certificates[0], keyFile, settings.Password);
        var authorities = new X509Certificate2Collection(certificates.Skip(1).ToArray());
        try
        {
            return SslStreamCertificateContext.Create(own, authorities, offline: true);
        }
        catch (CryptographicException e)
        {
            throw file.Failed("cannot be used for TLS, expected a certificate and those of its authorities", e);
        }
    }

    private void AddTrusted(string path)
    {
        TlsFile file = TlsFile.Read(TlsSource.TrustedFile, path, settings.Format);
        ReadCertificates(file).ForEach(certificate => _trusted[certificate.Thumbprint] = certificate);
    }

    // As OpenSSL takes them from there, but under any name.
    private void AddDirectory(string path)
    {
        var hasAny = false;
        foreach (string file in ListFiles(path))
        {
            try
            {
                TlsFile read = TlsFile.Read(TlsSource.TrustedDirectory, file, settings.Format);
                ReadCertificates(read).ForEach(certificate => _trusted[certificate.Thumbprint] = certificate);
                hasAny = true;
            }
            catch (TlsConfigurationException)
            {
                // Another kind of file.
            }
        }

        if (!hasAny)
        {
            throw new TlsConfigurationException(
                TlsSource.TrustedDirectory,
                $"{path}: no certificate in any file, expected those of trusted authorities");
        }
    }

    private static string[] ListFiles(string path)
    {
        try
        {
            return Directory.GetFiles(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string problem = e is DirectoryNotFoundException
                ? (File.Exists(path) ? "not a directory" : "no such directory")
                : e.Message;
            throw new TlsConfigurationException(
                TlsSource.TrustedDirectory, $"{path}: {problem}, expected one with certificates", e);
        }
    }

    private List<X509Certificate2> ReadCertificates(TlsFile file)
    {
        try
        {
            List<X509Certificate2> certificates =
            [
                .. file.Find(TlsFile.CertificateLabel, settings.Format)
                    .Select(bytes => X509CertificateLoader.LoadCertificate(bytes)),
            ];
            return certificates.Count > 0
                ? certificates
                : throw file.Failed(
                    "no certificate in the format that was asked for, expected PEM, or DER with --der-keys");
        }
        catch (CryptographicException e)
        {
            throw file.Failed("the certificate cannot be read, expected one of X.509", e);
        }
    }

    private void AddRevocationLists(string path)
    {
        TlsFile file = TlsFile.Read(TlsSource.RevocationList, path, settings.Format);
        int before = _revocationLists.Count;
        try
        {
            _revocationLists.AddRange(
                file.Find(TlsFile.RevocationListLabel, settings.Format).Select(CertificateRevocationList.Parse));
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            throw file.Failed("the revocation list cannot be read, expected one of X.509", e);
        }
        catch (NotSupportedException e)
        {
            throw file.Failed(e.Message, e);
        }

        if (_revocationLists.Count == before)
        {
            throw file.Failed(
                "no revocation list in the format that was asked for, expected PEM, or DER with --der-keys");
        }
    }

    // Else every peer would be refused, one by one.
    private void ThrowIfIncomplete()
    {
        if (settings.PeerCertificate != PeerCertificate.Ignored && _trusted.Count == 0)
        {
            throw new TlsConfigurationException(
                TlsSource.PeerCertificate, "no trusted certificates, expected --add-cert-file or --add-cert-dir");
        }

        if (settings.RevocationCheck != RevocationCheck.None && _revocationLists.Count == 0)
        {
            throw new TlsConfigurationException(
                TlsSource.RevocationCheck, "no revocation lists, expected --add-crl-file");
        }
    }
}
