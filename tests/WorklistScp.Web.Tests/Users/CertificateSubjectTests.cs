using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WorklistScp.Web.Users;

namespace WorklistScp.Web.Tests.Users;

public sealed class CertificateSubjectTests
{
    [Theory]
    [InlineData("CN=ct1,OU=Radiology,O=Clinic,C=DE", "CN=ct1, OU=Radiology, O=Clinic, C=DE")]
    [InlineData("CN = ct1,  O = Clinic", "CN=ct1, O=Clinic")]
    [InlineData("CN=ct1,O=\"Clinic, Inc\"", "CN=ct1, O=\"Clinic, Inc\"")]
    [InlineData("CN=Jürgen", "CN=Jürgen")]
    [InlineData("emailAddress=a@example.org,CN=a", "E=a@example.org, CN=a")]
    [InlineData("DC=ct1,DC=example,DC=org", "DC=ct1, DC=example, DC=org")]
    [InlineData("CN=\"a+OU=b\", O=c", "CN=\"a+OU=b\", O=c")]
    public void Text_HasOneForm_WhichThatOfTheCertificateHasAsWell(string text, string expected)
    {
        string? normal = CertificateSubject.TryNormalize(text);

        Assert.Equal(expected, normal);
        Assert.Equal(normal, CertificateSubject.TryNormalize(SubjectOfCertificate(new X500DistinguishedName(text))));
        Assert.Equal(normal, CertificateSubject.TryNormalize(normal!));
    }

    // Certification authorities encode text as they like.
    [Theory]
    [InlineData(UniversalTagNumber.UTF8String)]
    [InlineData(UniversalTagNumber.PrintableString)]
    [InlineData(UniversalTagNumber.BMPString)]
    public void Encoding_OfTheCertificate_DoesNotMatter(UniversalTagNumber encoding)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.Add("2.5.4.3", "ct1", encoding);
        builder.Add("2.5.4.10", "Clinic, Inc", encoding);

        Assert.Equal(
            CertificateSubject.TryNormalize("CN=ct1, O=\"Clinic, Inc\""),
            CertificateSubject.TryNormalize(SubjectOfCertificate(builder.Build())));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ct1")]
    [InlineData("=ct1")]
    [InlineData("CN=a+OU=b")]
    [InlineData("CN=a + OU=b")]
    [InlineData("CN=ct1\\, Inc")]
    [InlineData("CN=\"ct1")]
    [InlineData("CN=ct1\n")]
    public void Text_ThatIsNoSubject_HasNone(string text) => Assert.Null(CertificateSubject.TryNormalize(text));

    private static string SubjectOfCertificate(X500DistinguishedName name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate =
            request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.Subject;
    }
}
