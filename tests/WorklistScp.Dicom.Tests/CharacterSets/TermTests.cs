using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Tests.CharacterSets;

public sealed class TermTests
{
    private static readonly byte[] AUmlautInLatin1 = [0xC4];

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\0")]
    public void Parse_NoTerm_IsDefault(string value) =>
        Assert.Same(SpecificCharacterSet.Default, SpecificCharacterSet.Parse(value));

    [Theory]
    [InlineData("ISO_IR 100")]
    [InlineData("ISO 2022 IR 149")]
    [InlineData("ISO_IR 192")]
    [InlineData("GB18030")]
    [InlineData("GBK")]
    public void Parse_SingleTerm_IsSharedWithoutPadding(string value)
    {
        SpecificCharacterSet characterSet = SpecificCharacterSet.Parse(value + " ");

        Assert.Same(characterSet, SpecificCharacterSet.Parse(value));
        Assert.Equal(value, characterSet.Value);
    }

    [Theory]
    [InlineData("ISO_IR 100")]
    [InlineData("ISO IR 100")]
    [InlineData("ISO-IR 100")]
    [InlineData("ISO_IR_100")]
    [InlineData("iso_ir 100")]
    [InlineData("ISO 2022 IR 100")]
    [InlineData("ISO_2022_IR_100")]
    [InlineData("ISO 2022-IR 100")]
    [InlineData(@"ISO_IR 100\ISO_IR 144")]
    [InlineData(@"ISO 2022 IR 100 \ISO 2022 IR 100")]
    public void Parse_SpellingsOfDevices_AreUnderstoodAndKept(string value)
    {
        SpecificCharacterSet characterSet = SpecificCharacterSet.Parse(value);

        Assert.Equal("Ä", characterSet.Decode(AUmlautInLatin1, DicomVR.LO));
        Assert.Equal(value, characterSet.Value);
        Assert.Equal(value, characterSet.ToString());
    }

    [Theory]
    [InlineData("ISO_IR 6")]
    [InlineData("ISO 2022 IR 6")]
    [InlineData(@"\")]
    [InlineData(@"\\\")]
    public void Parse_DefaultByName_EncodesAsciiOnly(string value)
    {
        SpecificCharacterSet characterSet = SpecificCharacterSet.Parse(value);

        Assert.True(characterSet.TryEncode("Bach", DicomVR.LO, out byte[] bytes, out _));
        Assert.Equal("Bach"u8, bytes);
        Assert.False(characterSet.TryEncode("Händel", DicomVR.LO, out _, out _));
    }

    [Theory]
    [InlineData("ISO_IR 99", "'ISO_IR 99'")]
    [InlineData("ISO_IR 1000", "'ISO_IR 1000'")]
    [InlineData("ISO_IR", "'ISO_IR'")]
    [InlineData(@"\ISO 2022 IR 87\KOI8-R", "'KOI8-R'")]
    [InlineData(@"ISO 2022 IR 100\ISO_IR 192", "'ISO_IR 192'")]
    [InlineData("A\r\nB", "'A??B'")]
    [InlineData("A VERY LONG TERM THAT NOBODY NEEDS", "'A VERY LONG TERM...'")]
    public void Parse_UnknownTerm_ThrowsNamingIt(string value, string named)
    {
        Assert.False(SpecificCharacterSet.TryParse(value, out _));

        DicomDataException exception = Assert.Throws<DicomDataException>(() => SpecificCharacterSet.Parse(value));
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Theory]
    [InlineData(@"ISO_IR 192\ISO 2022 IR 87")]
    [InlineData(@"ISO_IR 192\ISO_IR 192")]
    [InlineData(@"ISO_IR 192\KOI8-R")]
    public void Parse_Utf8WithMoreValues_UsesTheFirst(string value) =>
        Assert.Equal("Ä", SpecificCharacterSet.Parse(value).Decode([0xC3, 0x84], DicomVR.LO));

    [Fact]
    public void TryParse_KnownTerm_GivesWhatParseGives()
    {
        Assert.True(SpecificCharacterSet.TryParse("ISO_IR 144", out SpecificCharacterSet? characterSet));
        Assert.Same(SpecificCharacterSet.Parse("ISO_IR 144"), characterSet);
    }
}
