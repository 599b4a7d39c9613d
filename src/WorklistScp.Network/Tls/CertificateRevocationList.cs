using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
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

        if (ofAuthority.Any(list => list.ThisUpdate <= now && list.NextUpdate > now))
        {
            return null;
        }

        string subject = DistinguishedNames.Text(authority.SubjectName);
        DateTimeOffset end = ofAuthority.Max(list => list.NextUpdate);
        return end <= now
            ? $"the revocation list of {subject} counted until {end:u}"
            : $"the revocation list of {subject} counts from {ofAuthority.Min(list => list.ThisUpdate):u} on";
    }
}

/// <summary>A list of certificates that their authority has revoked (RFC 5280 section 5).</summary>
internal sealed class CertificateRevocationList
{
    private const int LastYearOfUtcTime = 2049; // RFC 5280 4.1.2.5.1

    private readonly HashSet<BigInteger> _serialNumbers = [];
    private readonly byte[] _signedBytes;
    private readonly CrlSignature _signature;

    private CertificateRevocationList(byte[] der)
    {
        // 5.1: CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue BIT STRING }
        AsnReader list = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        _signedBytes = list.PeekEncodedValue().ToArray();
        AsnReader body = list.ReadSequence();
        ReadOnlyMemory<byte> algorithm = list.ReadEncodedValue();
        _signature = ReadSignature(algorithm, list);

        // 5.1: version OPTIONAL | signature | issuer | thisUpdate | nextUpdate OPTIONAL | revoked OPTIONAL
        //      | [0] extensions OPTIONAL
        if (body.PeekTag() == Asn1Tag.Integer)
        {
            body.ReadInteger();
        }

        if (!body.ReadEncodedValue().Span.SequenceEqual(algorithm.Span)) // 5.1.1.2
        {
            throw new AsnContentException("one algorithm is signed, another one named");
        }

        Issuer = new X500DistinguishedName(body.ReadEncodedValue().Span);
        ThisUpdate = ReadTime(body);
        NextUpdate = IsTime(body) ? ReadTime(body) : DateTimeOffset.MaxValue;
        if (body.HasData && body.PeekTag() == Asn1Tag.Sequence)
        {
            ReadEntries(body.ReadSequence());
        }

        var extensions = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        if (body.HasData)
        {
            RefuseCriticalExtensions(body.ReadSequence(extensions).ReadSequence());
        }
    }

    /// <summary>Who has signed it.</summary>
    public X500DistinguishedName Issuer { get; }

    /// <summary>When it was made: from then on it counts.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>Until when it counts.</summary>
    public DateTimeOffset NextUpdate { get; }

    /// <summary>Reads a list in DER.</summary>
    /// <exception cref="AsnContentException">The bytes are no such list.</exception>
    /// <exception cref="NotSupportedException">
    /// It has something that changes its meaning and is not known here, such as being about changes only.
    /// </exception>
    public static CertificateRevocationList Parse(byte[] der) => new(der);

    /// <summary>Whether it is the list of an authority, and signed with its key.</summary>
    public bool IsOf(X509Certificate2 authority) =>
        Issuer.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData)
        && MaySign(authority)
        && _signature.Verifies(_signedBytes, authority);

    /// <summary>Whether a certificate of the authority is in it.</summary>
    public bool Revokes(X509Certificate2 certificate) =>
        _serialNumbers.Contains(Number(certificate.SerialNumberBytes.Span));

    private static CrlSignature ReadSignature(ReadOnlyMemory<byte> algorithm, AsnReader list)
    {
        string id = new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier();
        byte[] value = list.ReadBitString(out int unusedBits);
        return unusedBits > 0
            ? throw new AsnContentException("a signature of whole bytes was expected")
            : CrlSignature.Find(id, value)
                ?? throw new NotSupportedException($"signed with {id}, expected RSA or ECDSA with SHA-2");
    }

    // RFC 5280 6.3.3 (f).
    private static bool MaySign(X509Certificate2 authority) =>
        authority.Extensions.OfType<X509KeyUsageExtension>()
            .All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign));

    // As a number: some leave out the zero before a first bit that is set.
    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static bool IsTime(AsnReader reader) =>
        reader.HasData && (reader.PeekTag() == Asn1Tag.UtcTime || reader.PeekTag() == Asn1Tag.GeneralizedTime);

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime(LastYearOfUtcTime) : reader.ReadGeneralizedTime();

    // 5.1: SEQUENCE { userCertificate, revocationDate, crlEntryExtensions OPTIONAL }
    private void ReadEntries(AsnReader entries)
    {
        while (entries.HasData)
        {
            AsnReader entry = entries.ReadSequence();
            _serialNumbers.Add(Number(entry.ReadIntegerBytes().Span));
            ReadTime(entry);
            if (entry.HasData)
            {
                RefuseCriticalExtensions(entry.ReadSequence());
            }
        }
    }

    // 4.1: SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue }
    private static void RefuseCriticalExtensions(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string id = extension.ReadObjectIdentifier();
            if (extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean())
            {
                throw new NotSupportedException(
                    $"has the critical extension {id}, expected a complete list of one authority");
            }
        }
    }
}

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
