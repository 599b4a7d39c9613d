using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WorklistScp.Network.Tls;

/// <summary>The signature of a revocation list, RSA (RFC 4055) or ECDSA (RFC 5758) with SHA-2.</summary>
internal sealed class CrlSignature
{
    private readonly bool _isRsa;
    private readonly HashAlgorithmName _hash;
    private readonly byte[] _value;

    private CrlSignature(bool isRsa, HashAlgorithmName hash, byte[] value)
    {
        _isRsa = isRsa;
        _hash = hash;
        _value = value;
    }

    /// <summary>The signature of an algorithm; null if that is not known.</summary>
    public static CrlSignature? Find(string algorithm, byte[] value) => algorithm switch
    {
        "1.2.840.113549.1.1.11" => new CrlSignature(isRsa: true, HashAlgorithmName.SHA256, value),
        "1.2.840.113549.1.1.12" => new CrlSignature(isRsa: true, HashAlgorithmName.SHA384, value),
        "1.2.840.113549.1.1.13" => new CrlSignature(isRsa: true, HashAlgorithmName.SHA512, value),
        "1.2.840.10045.4.3.2" => new CrlSignature(isRsa: false, HashAlgorithmName.SHA256, value),
        "1.2.840.10045.4.3.3" => new CrlSignature(isRsa: false, HashAlgorithmName.SHA384, value),
        "1.2.840.10045.4.3.4" => new CrlSignature(isRsa: false, HashAlgorithmName.SHA512, value),
        _ => null,
    };

    /// <summary>Whether it was made of the bytes with the key of an authority.</summary>
    public bool Verifies(byte[] bytes, X509Certificate2 authority)
    {
        if (_isRsa)
        {
            using RSA? rsa = authority.GetRSAPublicKey();
            return rsa is not null && rsa.VerifyData(bytes, _value, _hash, RSASignaturePadding.Pkcs1);
        }

        using ECDsa? ecdsa = authority.GetECDsaPublicKey();
        return ecdsa is not null && ecdsa.VerifyData(bytes, _value, _hash, DSASignatureFormat.Rfc3279DerSequence);
    }
}
