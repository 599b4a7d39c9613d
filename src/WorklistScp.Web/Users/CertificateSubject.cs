using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WorklistScp.Web.Users;

/// <summary>
/// Subjects of client certificates as text, the most specific name first, as in RFC 4514:
/// <c>CN=ct1, OU=Radiology, O="Clinic, Inc"</c>. Blanks between names do not matter. Values with
/// <c>, + = "</c> stand in quotation marks. Names of several attributes are not taken.
/// </summary>
public static class CertificateSubject
{
    /// <summary>How many characters one has at most.</summary>
    public const int MaxLength = 1024;

    /// <summary>What is expected, for people.</summary>
    public const string Expected = "a subject such as \"CN=ct1, O=Clinic\", as openssl x509 -subject -nameopt RFC2253 prints it";

    /// <summary>
    /// The one form of a text, which <c>X509Certificate2.Subject</c> has as well; null: it is
    /// no subject.
    /// </summary>
    public static string? TryNormalize(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength || text.Any(char.IsControl))
        {
            return null;
        }

        try
        {
            // By way of the bytes that a certificate has: the name of a text is that text.
            var subject = new X500DistinguishedName(new X500DistinguishedName(text).RawData);
            // Two attributes that are one name, CN=a + OU=b, would be the same as CN="a + OU=b".
            return subject.Name is { Length: > 0 } name && (!text.Contains('+') || text == name) ? name : null;
        }
        catch (CryptographicException)
        {
            return null; // the only way to ask
        }
    }
}
