using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WorklistScp.Network.Tls;

/// <summary>
/// Reads private keys, RSA or EC: PKCS #8 (RFC 5208), encrypted or not, PKCS #1 (RFC 8017 A.1.2), SEC 1 (RFC 5915).
/// </summary>
internal static class PrivateKeyReader
{
    private const string Pkcs8 = "PRIVATE KEY";
    private const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";
    private const string Pkcs1 = "RSA PRIVATE KEY";
    private const string Sec1 = "EC PRIVATE KEY";

    private const string RsaAlgorithm = "1.2.840.113549.1.1.1";
    private const string EcAlgorithm = "1.2.840.10045.2.1";

    /// <summary>The certificate with the key that a file holds.</summary>
    /// <exception cref="TlsConfigurationException">There is no key, or not that of the certificate.</exception>
    public static X509Certificate2 AddKey(X509Certificate2 certificate, TlsFile file, Func<string> password)
    {
        (string label, byte[] bytes) = FindKey(file);
        try
        {
            switch (certificate.GetKeyAlgorithm())
            {
                case RsaAlgorithm:
                    using (var rsa = RSA.Create())
                    {
                        Import(rsa, label, bytes, password, rsa.ImportRSAPrivateKey);
                        return certificate.CopyWithPrivateKey(rsa);
                    }

                case EcAlgorithm:
                    using (var ecdsa = ECDsa.Create())
                    {
                        Import(ecdsa, label, bytes, password, ecdsa.ImportECPrivateKey);
                        return certificate.CopyWithPrivateKey(ecdsa);
                    }

                default:
                    throw file.Failed("the certificate is for another kind of key, expected RSA or EC");
            }
        }
        catch (ArgumentException e)
        {
            throw file.Failed("not the key of the certificate, expected the one that belongs to it", e);
        }
        catch (CryptographicException e)
        {
            throw file.Failed(
                label == EncryptedPkcs8
                    ? "cannot be decrypted, expected the right password"
                    : "cannot be read, expected the key of the certificate",
                e);
        }
    }

    private delegate void KeyImport(ReadOnlySpan<byte> source, out int bytesRead);

    private static void Import(
        AsymmetricAlgorithm key, string label, byte[] bytes, Func<string> password, KeyImport importTraditional)
    {
        switch (label)
        {
            case Pkcs8:
                key.ImportPkcs8PrivateKey(bytes, out _);
                break;
            case EncryptedPkcs8:
                key.ImportEncryptedPkcs8PrivateKey(password(), bytes, out _);
                break;
            default:
                importTraditional(bytes, out _);
                break;
        }
    }

    private static (string Label, byte[] Bytes) FindKey(TlsFile file)
    {
        foreach ((string? label, byte[] bytes) in file.Blocks)
        {
            string kind = label ?? FindLabel(file, bytes);
            if (kind is Pkcs8 or EncryptedPkcs8 or Pkcs1 or Sec1)
            {
                return (kind, bytes);
            }
        }

        throw file.Failed(file.HasOldEncryption
            ? "encrypted in OpenSSL's old form, expected PKCS #8: openssl pkcs8 -topk8 -in OLD -out NEW"
            : "no private key in the format that was asked for, expected PEM, or DER with --der-keys");
    }

    // Encrypted PKCS #8 begins with an algorithm, the others with a version. After it comes the algorithm in PKCS #8,
    // the modulus in PKCS #1, the key in SEC 1.
    private static string FindLabel(TlsFile file, byte[] der)
    {
        try
        {
            AsnReader sequence = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
            if (sequence.PeekTag() == Asn1Tag.Sequence)
            {
                return EncryptedPkcs8;
            }

            sequence.ReadInteger();
            Asn1Tag second = sequence.PeekTag();
            return second == Asn1Tag.Sequence ? Pkcs8 : second == Asn1Tag.Integer ? Pkcs1 : Sec1;
        }
        catch (AsnContentException e)
        {
            throw file.Failed("no private key, expected one in DER", e);
        }
    }
}
