using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Tests.CharacterSets;

public sealed class CodeExtensionTests
{
    private const string Kanji = "1b 24 42 ";
    private const string Ascii = "1b 28 42 ";

    private static readonly SpecificCharacterSet Japanese = SpecificCharacterSet.Parse(@"\ISO 2022 IR 87");
    private static readonly SpecificCharacterSet Greek = SpecificCharacterSet.Parse(@"ISO 2022 IR 100\ISO 2022 IR 126");

    [Theory]
    [InlineData("5c")]
    [InlineData("5e")]
    [InlineData("3d")]
    public void Decode_DelimiterByteWithinKanji_IsPartOfTheCharacter(string second)
    {
        // 移 緯 綾 are 305C 305E 303D; the character after them shows that the set is still in force.
        string text = Japanese.Decode(Hex.Bytes(Kanji + "30" + second + "3b 33" + Ascii), DicomVR.PN);

        Assert.Equal((second switch { "5c" => "移", "5e" => "緯", _ => "綾" }) + "山", text);
        Assert.True(Japanese.TryEncode(text, DicomVR.PN, out byte[] bytes, out _));
        Assert.Equal(Hex.Bytes(Kanji + "30" + second + "3b 33" + Ascii), bytes);
    }

    [Theory]
    [InlineData("GB18030")]
    [InlineData("GBK")]
    public void Decode_DelimiterByteWithinChineseCharacter_IsPartOfTheCharacter(string term)
    {
        SpecificCharacterSet characterSet = SpecificCharacterSet.Parse(term);
        byte[] bytes = Hex.Bytes("81 5c 5c 81 5e 5e");

        Assert.Equal(@"乗\乛^", characterSet.Decode(bytes, DicomVR.PN));
        Assert.True(characterSet.TryEncode(@"乗\乛^", DicomVR.PN, out byte[] encoded, out _));
        Assert.Equal(bytes, encoded);
    }

    [Theory]
    [InlineData("PN", "5e", "Ô^Ô")]
    [InlineData("PN", "3d", "Ô=Ô")]
    [InlineData("PN", "5c", @"Ô\Ô")]
    [InlineData("LO", "5c", @"Ô\Ô")]
    [InlineData("UC", "5c", @"Ô\Ô")]
    [InlineData("LO", "09", "Ô\tÔ")]
    [InlineData("LT", "0a", "Ô\nÔ")]
    [InlineData("ST", "0c", "Ô\fÔ")]
    [InlineData("UT", "0d", "Ô\rÔ")]
    public void Decode_AfterDelimiter_TheFirstSetIsInForce(string vr, string delimiter, string withFirstSetOnly)
    {
        string text = Greek.Decode(Hex.Bytes("1b 2d 46 d4" + delimiter + "d4"), VR(vr));

        Assert.Equal("Τ" + withFirstSetOnly[1..], text);
    }

    [Theory]
    [InlineData("LO", "5e")]
    [InlineData("LO", "3d")]
    [InlineData("LT", "5c")]
    [InlineData("ST", "5c")]
    [InlineData("UT", "5e")]
    [InlineData("PN", "20")]
    public void Decode_CharacterThatIsNoDelimiterHere_KeepsTheSet(string vr, string character)
    {
        string text = Greek.Decode(Hex.Bytes("1b 2d 46 d4" + character + "d4"), VR(vr));

        Assert.Equal("ΤΤ", text.Remove(1, 1));
    }

    [Theory]
    [InlineData("PN", @"Τ^Τ", "1b 2d 46 d4 1b 2d 41 5e 1b 2d 46 d4 1b 2d 41")]
    [InlineData("PN", @"Τ=Τ", "1b 2d 46 d4 1b 2d 41 3d 1b 2d 46 d4 1b 2d 41")]
    [InlineData("PN", @"Τ\Τ", "1b 2d 46 d4 1b 2d 41 5c 1b 2d 46 d4 1b 2d 41")]
    [InlineData("LO", @"Τ^Τ\Τ", "1b 2d 46 d4 5e d4 1b 2d 41 5c 1b 2d 46 d4 1b 2d 41")]
    [InlineData("LT", @"Τ\Τ", "1b 2d 46 d4 5c d4 1b 2d 41")]
    [InlineData("LT", "Τ\r\nΤ", "1b 2d 46 d4 1b 2d 41 0d 0a 1b 2d 46 d4 1b 2d 41")]
    public void TryEncode_BeforeDelimiterAndAtTheEnd_ReturnsToTheFirstSet(string vr, string text, string hex)
    {
        Assert.True(Greek.TryEncode(text, VR(vr), out byte[] bytes, out _));
        Assert.Equal(Convert.ToHexString(Hex.Bytes(hex)), Convert.ToHexString(bytes));
    }

    [Fact]
    public void TryEncode_BackslashInTextAfterKanji_IsWrittenInAscii()
    {
        Assert.True(Japanese.TryEncode(@"山\山", DicomVR.LT, out byte[] bytes, out _));

        Assert.Equal(Hex.Bytes(Kanji + "3b 33" + Ascii + "5c" + Kanji + "3b 33" + Ascii), bytes);
        Assert.Equal(@"山\山", Japanese.Decode(bytes, DicomVR.LT));
    }

    [Fact]
    public void Decode_LineBreakWithinKanji_ReturnsToAscii() =>
        Assert.Equal("山\r\n;3", Japanese.Decode(Hex.Bytes(Kanji + "3b 33 0d 0a 3b 33"), DicomVR.LT));

    [Fact]
    public void Decode_Jisx0201_KeepsTheBackslash() =>
        Assert.Equal(@"ﾔﾏ\ﾀﾞ~", SpecificCharacterSet.Parse("ISO_IR 13").Decode(
            Hex.Bytes("d4 cf 5c c0 de 7e"), DicomVR.LO));

    [Theory]
    [InlineData("ISO 2022 IR 149")]
    [InlineData("ISO_IR 149")]
    [InlineData(@"\ISO 2022 IR 149")]
    public void Decode_MissingEscape_UsesTheFirstSetWithSuchBytes(string characterSet) =>
        Assert.Equal("Hong=洪^길동", SpecificCharacterSet.Parse(characterSet).Decode(
            Hex.Bytes("48 6f 6e 67 3d fb f3 5e b1 e6 b5 bf"), DicomVR.PN));

    [Theory]
    [InlineData("ISO 2022 IR 149", "홍", "1b 24 29 43 c8 ab")]
    [InlineData("ISO 2022 IR 87", "山", "1b 24 42 3b 33 1b 28 42")]
    public void TryEncode_MultiByteTermAlone_WritesTheEscape(string characterSet, string text, string hex)
    {
        Assert.True(SpecificCharacterSet.Parse(characterSet).TryEncode(text, DicomVR.LO, out byte[] bytes, out _));
        Assert.Equal(Hex.Bytes(hex), bytes);
    }

    [Fact]
    public void Decode_EscapeOfASetThatIsNotListed_IsFollowed() =>
        Assert.Equal("山Δ", SpecificCharacterSet.Default.Decode(
            Hex.Bytes(Kanji + "3b 33" + "1b 2d 46 c4"), DicomVR.LO));

    [Fact]
    public void Decode_EscapeBeforeAsciiOnly_LeavesNoTrace() =>
        Assert.Equal("Bach", SpecificCharacterSet.Parse("ISO_IR 100").Decode("\e(BBach"u8, DicomVR.LO));

    [Theory]
    [InlineData("1b 24 42 3b", "�")] // half a character
    [InlineData("1b 24 42 3b 0a", "�\n")]
    [InlineData("1b 24 42 29 21", "�")] // an empty row
    [InlineData("1b 24 29 43 fb 41", "�A")] // the second byte lacks the high bit
    [InlineData("1b 24 29 43 ff", "�")]
    [InlineData("1b 28 5a 41", "�(ZA")] // an unknown escape sequence
    [InlineData("41 1b", "A�")]
    public void Decode_Malformed_GivesReplacements(string hex, string text) =>
        Assert.Equal(text, Japanese.Decode(Hex.Bytes(hex), DicomVR.LO));

    [Theory]
    [InlineData("ISO_IR 192", "ff c3", "��")]
    [InlineData("GB18030", "ff 41 81", "�A�")]
    [InlineData("GBK", "80 41 ff", "�A�")]
    public void Decode_MalformedWithoutExtensions_GivesReplacements(string term, string hex, string text) =>
        Assert.Equal(text, SpecificCharacterSet.Parse(term).Decode(Hex.Bytes(hex), DicomVR.LO));

    [Fact]
    public void Decode_HighBytesWithoutCharacterSet_AreReadAsLatin1() =>
        Assert.Equal("Händel", SpecificCharacterSet.Default.Decode(Hex.Bytes("48 e4 6e 64 65 6c"), DicomVR.LO));

    [Fact]
    public void Decode_VRWithoutCharacterSet_IsInTheDefaultRepertoire() =>
        Assert.Equal("Ã", SpecificCharacterSet.Parse("ISO_IR 192").Decode([0xC3], DicomVR.CS));

    private static DicomVR VR(string code)
    {
        Assert.True(DicomVR.TryParse(code, out DicomVR vr));
        return vr;
    }
}
