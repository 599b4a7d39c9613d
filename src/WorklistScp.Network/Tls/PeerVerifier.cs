using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WorklistScp.Network.Tls;

/// <summary>Decides whether the certificate of one peer is to be relied on, and keeps why not.</summary>
internal sealed class PeerVerifier(TlsSettings settings, TlsCredentials credentials, TimeProvider time)
{
    // PS3.15 B.13; what is shorter than that, OpenSSL refuses by itself on most systems.
    private const int MinRsaBits = 2048;
    private const int MinEcBits = 256;

    /// <summary>Why the peer is not served; null if it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The rules by which a chain of certificates is built; nothing is asked of the network for it.</summary>
    public X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // the lists are files: see FindRevoked
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(credentials.Roots);
        policy.ExtraStore.AddRange(credentials.Others);
        return policy;
    }

    /// <summary>Whether the peer is to be served; the form that <see cref="SslStream"/> asks in.</summary>
    public bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (settings.PeerCertificate == PeerCertificate.Ignored)
        {
            return true;
        }

        if (certificate is not X509Certificate2 own || chain is null)
        {
            Problem = settings.PeerCertificate == PeerCertificate.Required ? "the peer has no certificate" : null;
        }
        else if (FindProblem(chain, errors) is { } problem)
        {
            Problem = $"certificate of {DistinguishedNames.Text(own.SubjectName)}: {problem}";
        }

        return Problem is null;
    }

    private string? FindProblem(X509Chain chain, SslPolicyErrors errors)
    {
        if (settings.ServerName is null)
        {
            errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        }
        else if (errors == SslPolicyErrors.RemoteCertificateNameMismatch)
        {
            return $"it is not for the name '{settings.ServerName}'";
        }

        if (errors != SslPolicyErrors.None)
        {
            IEnumerable<string> all = chain.ChainStatus.Select(status => status.StatusInformation).Distinct();
            string problems = string.Join("; ", all);
            return problems.Length > 0 ? problems : errors.ToString();
        }

        return FindShortKey(chain.ChainElements[0].Certificate) ?? FindRevoked(chain);
    }

    private static string? FindShortKey(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        using ECDsa? ecdsa = certificate.GetECDsaPublicKey();
        return rsa?.KeySize < MinRsaBits || ecdsa?.KeySize < MinEcBits
            ? $"a key of {rsa?.KeySize ?? ecdsa?.KeySize} bits, expected {MinRsaBits} for RSA, {MinEcBits} for EC"
            : null;
    }

    private string? FindRevoked(X509Chain chain)
    {
        X509ChainElementCollection elements = chain.ChainElements;
        int count = settings.RevocationCheck switch
        {
            RevocationCheck.None => 0,
            RevocationCheck.Leaf => 1,
            _ => elements.Count,
        };
        for (var i = 0; i < count; i++)
        {
            // The last one is its own authority.
            X509Certificate2 authority = elements[Math.Min(i + 1, elements.Count - 1)].Certificate;
            X509Certificate2 certificate = elements[i].Certificate;
            if (credentials.RevocationLists.FindProblem(certificate, authority, time.GetUtcNow()) is { } problem)
            {
                return i == 0
                    ? problem
                    : $"its authority {DistinguishedNames.Text(certificate.SubjectName)}: {problem}";
            }
        }

        return null;
    }
}
