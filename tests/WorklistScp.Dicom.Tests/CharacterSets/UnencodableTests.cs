using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Tests.CharacterSets;

public sealed class UnencodableTests
{
    [Theory]
    [InlineData("", "Händel", "U+00E4")]
    [InlineData("ISO_IR 100", "Dvořák", "U+0159")]
    [InlineData("ISO_IR 13", "山", "U+5C71")]
    [InlineData("ISO_IR 100", "a\u0080", "U+0080")]
    [InlineData(@"\ISO 2022 IR 87", "山é", "U+00E9")]
    [InlineData(@"\ISO 2022 IR 87", "山\U00020000", "U+20000")]
    [InlineData(@"\ISO 2022 IR 87", "a\eb", "U+001B")]
    [InlineData("GBK", "王é\u0E01", "U+0E01")]
    [InlineData("GBK", "王\U00020000", "U+20000")]
    public void TryEncode_CharacterWithoutCode_NamesTheFirst(string characterSet, string text, string named)
    {
        bool isEncoded = SpecificCharacterSet.Parse(characterSet)
            .TryEncode(text, DicomVR.LO, out byte[] bytes, out string? unencodable);

        Assert.False(isEncoded);
        Assert.Empty(bytes);
        Assert.Equal(named, unencodable);
    }

    [Theory]
    [InlineData("ISO_IR 100")]
    [InlineData("ISO_IR 192")]
    [InlineData("GB18030")]
    [InlineData("GBK")]
    public void TryEncode_HalfASurrogatePair_HasNoCodeAnywhere(string characterSet)
    {
        // Not as an attribute's argument: those are stored as UTF-8.
        string text = "a" + '\uDC00' + "b";

        Assert.False(SpecificCharacterSet.Parse(characterSet)
            .TryEncode(text, DicomVR.LO, out _, out string? unencodable));
        Assert.Equal("U+DC00", unencodable);
    }

    [Theory]
    [InlineData("ISO_IR 192", "f0 a0 80 80")]
    [InlineData("GB18030", "95 32 82 36")]
    public void TryEncode_CharacterBeyondThePlane_HasACode(string characterSet, string hex)
    {
        Assert.True(SpecificCharacterSet.Parse(characterSet)
            .TryEncode("\U00020000", DicomVR.LO, out byte[] bytes, out string? unencodable));
        Assert.Equal(Hex.Bytes(hex), bytes);
        Assert.Null(unencodable);
    }

    [Fact]
    public void TryEncode_VRWithoutCharacterSet_AllowsAsciiOnly()
    {
        SpecificCharacterSet utf8 = SpecificCharacterSet.Parse("ISO_IR 192");

        Assert.True(utf8.TryEncode("CT", DicomVR.CS, out byte[] bytes, out _));
        Assert.Equal("CT"u8, bytes);
        Assert.False(utf8.TryEncode("CÄ", DicomVR.CS, out _, out string? unencodable));
        Assert.Equal("U+00C4", unencodable);
    }
}
