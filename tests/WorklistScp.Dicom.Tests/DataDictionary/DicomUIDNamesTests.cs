using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Dicom.Tests.DataDictionary;

public class DicomUIDNamesTests
{
    [Theory]
    [InlineData("1.2.840.10008.1.1", "VerificationSOPClass")]
    [InlineData("1.2.840.10008.1.2", "LittleEndianImplicit")]
    [InlineData("1.2.840.10008.1.2.1", "LittleEndianExplicit")]
    [InlineData("1.2.840.10008.5.1.4.1.1.4", "MRImageStorage")]
    [InlineData("1.2.840.10008.5.1.4.31", "FINDModalityWorklistInformationModel")]
    public void UID_WellKnown_IsFoundByNumberAndByName(string uid, string name)
    {
        Assert.True(DicomUIDNames.TryFindName(uid, out string? foundName));
        Assert.True(DicomUIDNames.TryFindUID(name, out string? foundUID));
        Assert.Equal((name, uid), (foundName, foundUID));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.840.10008.1")]
    [InlineData("1.2.840.10008.1.1\0")]
    [InlineData("9")]
    public void UID_NotWellKnown_HasNoName(string uid) => Assert.False(DicomUIDNames.TryFindName(uid, out _));

    [Theory]
    [InlineData("")]
    [InlineData("mrimagestorage")]
    public void Name_NotOfTheTable_HasNoUID(string name) => Assert.False(DicomUIDNames.TryFindUID(name, out _));
}
