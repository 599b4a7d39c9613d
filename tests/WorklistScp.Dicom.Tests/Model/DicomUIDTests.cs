namespace WorklistScp.Dicom.Tests.Model;

/// <summary>Unique identifiers: PS3.5 chapter 9, annex B.</summary>
public sealed class DicomUIDTests
{
    [Theory]
    [InlineData("1.2.840.10008.1.1")]
    [InlineData("0")]
    [InlineData("1.0.3")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")]
    public void IsValid_Identifier_IsTrue(string uid) => Assert.True(DicomUID.IsValid(uid));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("1..2")]
    [InlineData("1.02")]
    [InlineData("00")]
    [InlineData("1.2 ")]
    [InlineData("1.2\0")]
    [InlineData("1.a")]
    [InlineData("1.\u0661")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void IsValid_AnythingElse_IsFalse(string uid) => Assert.False(DicomUID.IsValid(uid));

    [Fact]
    public void Generate_Twice_GivesTwoValidIdentifiers()
    {
        DicomUID first = DicomUID.Generate();

        Assert.True(DicomUID.IsValid(first.UID));
        Assert.StartsWith("2.25.", first.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(first, DicomUID.Generate());
    }

    [Fact]
    public void WellKnown_Identifiers_AreValid() => Assert.All(
        [
            DicomUID.DICOMApplicationContext, DicomUID.Verification, DicomUID.ModalityWorklistInformationModelFind,
            DicomUID.ImplementationClass,
        ],
        uid => Assert.True(DicomUID.IsValid(uid.UID)));
}
