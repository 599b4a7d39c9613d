using System.Security.Cryptography.X509Certificates;

namespace WorklistScp.Network.Tls;

/// <summary>The revocation lists of some authorities.</summary>
internal sealed class RevocationLists(IReadOnlyList<CertificateRevocationList> lists)
{
    /// <summary>
    /// Why a certificate cannot be relied on; null if it can. Without a list that counts today nobody knows: such a
    /// certificate is refused, as OpenSSL does.
    /// </summary>
    /// <param name="certificate">The certificate, with a valid signature of its authority.</param>
    /// <param name="authority">The certificate of the authority.</param>
    /// <param name="now">The time.</param>
    public string? FindProblem(X509Certificate2 certificate, X509Certificate2 authority, DateTimeOffset now)
    {
        CertificateRevocationList[] ofAuthority = [.. lists.Where(list => list.IsOf(authority))];
        if (ofAuthority.Any(list => list.Revokes(certificate)))
        {
            return "revoked";
        }

        if (ofAuthority.Length == 0)
        {
            return $"no revocation list of {DistinguishedNames.Text(authority.SubjectName)}";
        }

        DateTimeOffset end = ofAuthority.Max(list => list.NextUpdate);
        return end > now
            ? null
            : $"the revocation list of {DistinguishedNames.Text(authority.SubjectName)} counted until {end:u}";
    }
}
