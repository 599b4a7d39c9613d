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
    [InlineData("ISO_IR 100", "ISO_IR 100")]
    [InlineData("ISO IR 100", "ISO_IR 100")]
    [InlineData("ISO-IR 100", "ISO_IR 100")]
    [InlineData("ISO_IR_100", "ISO_IR 100")]
    [InlineData("iso_ir 100", "ISO_IR 100")]
    [InlineData("IR 100", "ISO_IR 100")]
    [InlineData("ISO-8859-1", "ISO_IR 100")]
    [InlineData("iso8859_1", "ISO_IR 100")]
    [InlineData("Latin-1", "ISO_IR 100")]
    [InlineData("ISO 2022 IR 100", "ISO 2022 IR 100")]
    [InlineData("ISO_2022_IR_100", "ISO 2022 IR 100")]
    [InlineData("ISO 2022-IR 100", "ISO 2022 IR 100")]
    [InlineData(@"ISO_IR 100\ISO_IR 144", @"ISO_IR 100\ISO_IR 144")]
    [InlineData(@"ISO 2022 IR 100 \ISO 2022 IR 100", @"ISO 2022 IR 100\ISO 2022 IR 100")]
    [InlineData(@"iso 2022 ir 100\ISO_IR 149", @"ISO 2022 IR 100\ISO 2022 IR 149")]
    public void Parse_SpellingsOfDevices_AreUnderstoodAsDefinedTerms(string value, string defined)
    {
        SpecificCharacterSet characterSet = SpecificCharacterSet.Parse(value);

        Assert.Equal("Ä", characterSet.Decode(AUmlautInLatin1, DicomVR.LO));
        Assert.Equal(defined, characterSet.Value);
        Assert.Equal(defined, characterSet.ToString());
    }

    [Theory]
    [InlineData("UTF-8", "ISO_IR 192")]
    [InlineData("utf8", "ISO_IR 192")]
    [InlineData("UNICODE UTF-8", "ISO_IR 192")]
    [InlineData("ISO IR 192", "ISO_IR 192")]
    [InlineData("ISO_IR192", "ISO_IR 192")]
    [InlineData("ISO 2022 IR 192", "ISO_IR 192")]
    [InlineData(@"ISO_IR 192\ISO 2022 IR 87", "ISO_IR 192")]
    [InlineData("GB2312", "GB18030")]
    [InlineData("gb-18030", "GB18030")]
    [InlineData("gbk", "GBK")]
    [InlineData("ISO 8859-2", "ISO_IR 101")]
    [InlineData("ISO 8859-15", "ISO_IR 203")]
    [InlineData("TIS-620", "ISO_IR 166")]
    [InlineData("ISO_IR 87", "ISO 2022 IR 87")]
    [InlineData(@"\ISO IR 87", @"\ISO 2022 IR 87")]
    [InlineData("ASCII", "ISO_IR 6")]
    public void Parse_NamesThatMeanOneSetOnly_AreThatDefinedTerm(string value, string defined)
    {
        SpecificCharacterSet characterSet = SpecificCharacterSet.Parse(value);

        Assert.Equal(defined, characterSet.Value);
        Assert.Equal(defined, SpecificCharacterSet.Parse(defined).Value);
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
    [InlineData("100", "'100'")]
    [InlineData("192", "'192'")]
    [InlineData("SHIFT_JIS", "'SHIFT_JIS'")]
    [InlineData("windows-1252", "'windows-1252'")]
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
