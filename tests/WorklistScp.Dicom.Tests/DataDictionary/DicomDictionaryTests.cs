using System.Reflection;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Dicom.Tests.DataDictionary;

/// <summary>The data dictionary: PS3.6 chapters 6 to 9.</summary>
public sealed class DicomDictionaryTests
{
    [Theory]
    [InlineData("0008,0005", "CS", "1-n", "SpecificCharacterSet")]
    [InlineData("0010,0010", "PN", "1", "PatientName")]
    [InlineData("0010,21c0", "US", "1", "PregnancyStatus")]
    [InlineData("0018,1164", "DS", "2", "ImagerPixelSpacing")]
    [InlineData("0040,0100", "SQ", "1", "ScheduledProcedureStepSequence")]
    [InlineData("0002,0010", "UI", "1", "TransferSyntaxUID")]
    [InlineData("0000,0100", "US", "1", "CommandField")]
    [InlineData("fffc,fffc", "OB", "1", "DataSetTrailingPadding")]
    [InlineData("7fe0,0010", "OW", "1", "PixelData")]
    public void TryFind_KnownTagOrKeyword_GivesTheEntry(string tag, string vr, string vm, string keyword)
    {
        Assert.True(DicomTag.TryParse(tag, out DicomTag parsed));

        Assert.True(DicomDictionary.TryFind(parsed, out DicomDictionaryEntry byTag));
        Assert.True(DicomDictionary.TryFind(keyword, out DicomDictionaryEntry byKeyword));

        Assert.Equal((parsed, vr, vm, keyword), (byTag.Tag, byTag.VR.Code, byTag.VM, byTag.Keyword));
        Assert.Equal(byTag, byKeyword);
        Assert.Same(byTag.VR, DicomDictionary.GetVR(parsed));
    }

    [Theory]
    [InlineData("6000,3000", "OW", "OverlayData")]
    [InlineData("6002,3000", "OW", "OverlayData")]
    [InlineData("601e,0010", "US", "OverlayRows")]
    [InlineData("5004,3000", "OW", "CurveData")]
    [InlineData("0020,3142", "CS", "SourceImageIDs")]
    public void TryFind_RepeatingGroup_GivesItsEntryWithTheTagAskedFor(string tag, string vr, string keyword)
    {
        Assert.True(DicomTag.TryParse(tag, out DicomTag parsed));

        Assert.True(DicomDictionary.TryFind(parsed, out DicomDictionaryEntry entry));
        Assert.Equal((parsed, vr, keyword), (entry.Tag, entry.VR.Code, entry.Keyword));
    }

    [Fact]
    public void TryFind_KeywordOfARepeatingGroup_GivesItsFirstTag()
    {
        Assert.True(DicomDictionary.TryFind("OverlayData", out DicomDictionaryEntry entry));
        Assert.Equal(new DicomTag(0x6000, 0x3000), entry.Tag);
    }

    [Theory]
    [InlineData("6001,3000", "UN")] // private: no repeating group
    [InlineData("6003,0010", "LO")] // private creator
    [InlineData("0009,0010", "LO")]
    [InlineData("0009,00ff", "LO")]
    [InlineData("0009,0100", "UN")]
    [InlineData("0009,0000", "UL")]
    [InlineData("0008,0000", "UL")]
    [InlineData("0008,4321", "UN")]
    [InlineData("0020,3200", "UN")]
    [InlineData("ffff,ffff", "UN")]
    public void GetVR_TagOutsideTheDictionary_FollowsItsKind(string tag, string vr)
    {
        Assert.True(DicomTag.TryParse(tag, out DicomTag parsed));

        Assert.False(DicomDictionary.TryFind(parsed, out DicomDictionaryEntry entry));
        Assert.Equal(default, entry);
        Assert.Equal(vr, DicomDictionary.GetVR(parsed).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("patientname")]
    [InlineData("PatientNam")]
    [InlineData("PatientNameX")]
    [InlineData("Patient Name")]
    [InlineData("RETIRED_OverlayData")]
    [InlineData("Pati\u00ebntName")]
    public void TryFind_NoKeyword_IsFalse(string keyword) => Assert.False(DicomDictionary.TryFind(keyword, out _));

    [Fact]
    public void Count_Entries_IsThatOfTheStandard() => Assert.InRange(DicomDictionary.Count, 4_900, 5_500);

    [Fact]
    public void TryFind_EveryNamedTag_IsFoundByTagAndByKeyword()
    {
        (string Keyword, DicomTag Tag)[] named = [.. NamedTags()];

        Assert.InRange(named.Length, 4_900, DicomDictionary.Count);
        Assert.All(named, name =>
        {
            Assert.True(DicomDictionary.TryFind(name.Tag, out DicomDictionaryEntry byTag));
            Assert.True(DicomDictionary.TryFind(name.Keyword, out DicomDictionaryEntry byKeyword));
            Assert.Equal((name.Keyword, byTag), (byTag.Keyword, byKeyword));
        });
    }

    // The generated members of DicomTag; those of PS3.5 7.5 are written by hand and in no dictionary.
    private static IEnumerable<(string Keyword, DicomTag Tag)> NamedTags() =>
        from property in typeof(DicomTag).GetProperties(BindingFlags.Public | BindingFlags.Static)
        let tag = (DicomTag)property.GetValue(null)!
        where tag.Group != DicomTag.Item.Group
        select (property.Name, tag);
}
