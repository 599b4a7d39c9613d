namespace WorklistScp.Dicom.Tests.Model;

/// <summary>Transfer syntaxes: PS3.5 annex A.</summary>
public sealed class DicomTransferSyntaxTests
{
    [Theory]
    [InlineData("1.2.840.10008.1.2", "Implicit VR Little Endian", false, false, false)]
    [InlineData("1.2.840.10008.1.2.1", "Explicit VR Little Endian", true, false, false)]
    [InlineData("1.2.840.10008.1.2.2", "Explicit VR Big Endian", true, true, false)]
    [InlineData("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", true, false, true)]
    public void Find_Supported_GivesItsProperties(
        string uid, string name, bool isExplicit, bool isBigEndian, bool isDeflated)
    {
        DicomTransferSyntax? syntax = DicomTransferSyntax.Find(new DicomUID(uid));

        Assert.NotNull(syntax);
        Assert.Equal((uid, name), (syntax.UID.UID, syntax.ToString()));
        Assert.Equal(
            (isExplicit, isBigEndian, isDeflated), (syntax.IsExplicitVR, syntax.IsBigEndian, syntax.IsDeflate));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.4.50")]
    [InlineData("1.2.840.10008.1.2.1 ")]
    [InlineData("")]
    public void Find_AnyOther_IsNull(string uid) => Assert.Null(DicomTransferSyntax.Find(new DicomUID(uid)));

    [Fact]
    public void Find_DefaultIdentifier_IsNull() => Assert.Null(DicomTransferSyntax.Find(default));
}
