using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WorklistScp.Network.Tls;

namespace WorklistScp.Fuzz.Targets;

/// <summary>A list of revoked certificates, and whether it counts. Its keys are new each time.</summary>
internal sealed class RevocationListTarget : FuzzTarget
{
    private readonly X509Certificate2 _authority = CreateAuthority();
    private readonly byte[][] _signed;

    public RevocationListTarget()
    {
        Seeds = [Build([[0x11, 0xa3], [0x7f]]), Build([])];
        _signed = [.. Seeds.Select(list => new AsnReader(list, AsnEncodingRules.DER).ReadSequence())
            .Select(list => list.ReadEncodedValue().ToArray())];
    }

    /// <inheritdoc/>
    public override string Name => "crl";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; }

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        CertificateRevocationList list;
        try
        {
            list = CertificateRevocationList.Parse(input);
        }
        catch (Exception e) when (e is AsnContentException or NotSupportedException or CryptographicException)
        {
            return false;
        }

        return !list.IsOf(_authority) || _signed.Any(bytes => input.AsSpan().IndexOf(bytes) >= 0)
            ? true
            : throw new FindingException("a list counts that nobody signed");
    }

    private static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.CrlSign, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private byte[] Build(byte[][] serialNumbers)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (byte[] number in serialNumbers)
        {
            builder.AddEntry(number);
        }

        return builder.Build(
            _authority, BigInteger.One, DateTimeOffset.UtcNow.AddDays(1), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
    }
}
