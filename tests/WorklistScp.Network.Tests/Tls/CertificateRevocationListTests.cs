using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WorklistScp.Network.Tls;

namespace WorklistScp.Network.Tests.Tls;

[KnowsDates]
public sealed class CertificateRevocationListTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset End = new(Start.AddDays(2).Date, TimeSpan.Zero);
    private static readonly byte[] Revoked = [0x00, 0xA3, 0x11]; // positive, so a zero stands before the A3
    private static readonly byte[] Good = [0x11, 0xA3];

    private readonly X509Certificate2 _authority = CreateAuthority(X509KeyUsageFlags.CrlSign);
    private readonly byte[] _list;

    public CertificateRevocationListTests()
    {
        _list = Build(_authority);
    }

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void List_OfTheAuthority_RevokesWhatIsInIt()
    {
        CertificateRevocationList list = CertificateRevocationList.Parse(_list);

        Assert.True(list.IsOf(_authority));
        Assert.Equal(End, list.NextUpdate);
        Assert.True(list.Revokes(Issue(Revoked)));
        Assert.False(list.Revokes(Issue(Good)));
    }

    [Fact]
    public void List_WithOneBitChanged_IsNotOfTheAuthority()
    {
        for (var i = 0; i < _list.Length; i++)
        {
            byte[] changed = [.. _list];
            changed[i] ^= 1;

            Assert.False(Parse(changed)?.IsOf(_authority) ?? false, $"byte {i}");
        }
    }

    [Fact]
    public void List_OfAnotherKeyOfTheSameName_IsNotOfTheAuthority()
    {
        using X509Certificate2 other = CreateAuthority(X509KeyUsageFlags.CrlSign);

        Assert.False(CertificateRevocationList.Parse(Build(other)).IsOf(_authority));
    }

    [Fact]
    public void List_OfAnAuthorityThatMaySignNone_DoesNotCount()
    {
        using X509Certificate2 authority = CreateAuthority(X509KeyUsageFlags.CrlSign);
        using X509Certificate2 renewed = CreateAuthority(X509KeyUsageFlags.KeyCertSign, authority.GetECDsaPrivateKey());

        Assert.False(CertificateRevocationList.Parse(Build(authority)).IsOf(renewed));
    }

    [Fact]
    public void Prefix_OfAList_IsNone()
    {
        for (var length = 0; length < _list.Length; length++)
        {
            Assert.Null(Parse(_list[..length]));
        }
    }

    [Theory]
    [InlineData(-1, "the revocation list of CN=authority counts from ")]
    [InlineData(1, null)]
    [InlineData(40_000, "the revocation list of CN=authority counted until ")]
    public void List_CountsFromItsTimeOnUntilTheNext(int daysAfterStart, string? problem)
    {
        var lists = new RevocationLists([CertificateRevocationList.Parse(_list)]);
        DateTimeOffset now = Start.AddDays(daysAfterStart);

        string? found = lists.FindProblem(Issue(Good), _authority, now);

        Assert.StartsWith(problem ?? "none", found ?? "none", StringComparison.Ordinal);
        Assert.Equal("revoked", lists.FindProblem(Issue(Revoked), _authority, now));
    }

    // Null: refused in a way that the reader of files expects; anything else fails the test.
    private static CertificateRevocationList? Parse(byte[] bytes)
    {
        try
        {
            return CertificateRevocationList.Parse(bytes);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or NotSupportedException)
        {
            return null;
        }
    }

    private static byte[] Build(X509Certificate2 authority)
    {
        var builder = new CertificateRevocationListBuilder();
        builder.AddEntry(Revoked, Start, X509RevocationReason.KeyCompromise);
        return builder.Build(authority, 1, End, HashAlgorithmName.SHA256, thisUpdate: Start);
    }

    private static X509Certificate2 CreateAuthority(X509KeyUsageFlags usage, ECDsa? key = null)
    {
        var request = new CertificateRequest(
            "CN=authority", key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Start, End.AddDays(1));
    }

    private X509Certificate2 Issue(byte[] serialNumber)
    {
        var request = new CertificateRequest(
            "CN=leaf", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        var generator = X509SignatureGenerator.CreateForECDsa(_authority.GetECDsaPrivateKey()!);
        return request.Create(_authority.SubjectName, generator, Start, End, serialNumber);
    }
}
