using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WorklistScp.Network.Tls;

/// <summary>Names of certificates as text for a line of the log, whatever their makers have put into them.</summary>
internal static class DistinguishedNames
{
    private const int MaxLength = 200;

    /// <summary>The name as RFC 4514 writes it, without control characters, cut off where it is long.</summary>
    public static string Text(X500DistinguishedName name)
    {
        try
        {
            string text = name.Name.Length > MaxLength ? name.Name[..MaxLength] + "..." : name.Name;
            return string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));
        }
        catch (CryptographicException)
        {
            return "a name that cannot be read";
        }
    }
}
