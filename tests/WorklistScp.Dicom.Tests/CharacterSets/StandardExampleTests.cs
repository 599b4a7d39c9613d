using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Tests.CharacterSets;

/// <summary>The examples of PS3.5 annexes H to K and others, bytes and text, in both directions.</summary>
public sealed class StandardExampleTests
{
    // Escape sequences, as the annexes print them.
    private const string Ascii = "1b 28 42 ";
    private const string Romaji = "1b 28 4a ";
    private const string Kanji = "1b 24 42 ";
    private const string Supplement = "1b 24 28 44 ";
    private const string Hangul = "1b 24 29 43 ";
    private const string Hanzi = "1b 24 29 41 ";

    public static TheoryData<string, string, string> PersonNames => new()
    {
        { "", "Vivaldi^Antonio", "56 69 76 61 6c 64 69 5e 41 6e 74 6f 6e 69 6f" },
        { "ISO_IR 100", "Äneas^Rüdiger", "c4 6e 65 61 73 5e 52 fc 64 69 67 65 72" },
        { "ISO_IR 100", "Buc^Jérôme", "42 75 63 5e 4a e9 72 f4 6d 65" },
        { "ISO_IR 101", "Dvořák^Antonín", "44 76 6f f8 e1 6b 5e 41 6e 74 6f 6e ed 6e" },
        { "ISO_IR 109", "Ġużeppi", "d5 75 bf 65 70 70 69" },
        { "ISO_IR 110", "Šāņēķ", "a9 e0 f1 ba f3" },
        { "ISO_IR 126", "Διονυσιος", "c4 e9 ef ed f5 f3 e9 ef f2" },
        { "ISO_IR 127", "قباني^لنزار", "e2 c8 c7 e6 ea 5e e4 e6 d2 c7 d1" },
        { "ISO_IR 138", "שרון^דבורה", "f9 f8 e5 ef 5e e3 e1 e5 f8 e4" },
        { "ISO_IR 144", "Люкceмбypг", "bb ee da 63 65 dc d1 79 70 d3" },
        { "ISO_IR 148", "Ayşe^Iğdır", "41 79 fe 65 5e 49 f0 64 fd 72" },
        { "ISO_IR 166", "สมชาย", "ca c1 aa d2 c2" },
        { "ISO_IR 203", "Œuvre^Š", "bc 75 76 72 65 5e a6" },
        { "ISO_IR 13", "ﾔﾏﾀﾞ^ﾀﾛｳ", "d4 cf c0 de 5e c0 db b3" },

        // Annex H.3.1
        {
            @"\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう",
            "59 61 6d 61 64 61 5e 54 61 72 6f 75 3d" +
            Kanji + "3b 33 45 44" + Ascii + "5e" + Kanji + "42 40 4f 3a" + Ascii + "3d" +
            Kanji + "24 64 24 5e 24 40" + Ascii + "5e" + Kanji + "24 3f 24 6d 24 26" + Ascii
        },

        // Annex H.3.2
        {
            @"ISO 2022 IR 13\ISO 2022 IR 87", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
            "d4 cf c0 de 5e c0 db b3 3d" +
            Kanji + "3b 33 45 44" + Romaji + "5e" + Kanji + "42 40 4f 3a" + Romaji + "3d" +
            Kanji + "24 64 24 5e 24 40" + Romaji + "5e" + Kanji + "24 3f 24 6d 24 26" + Romaji
        },

        // 山 of JIS X 0208 and 丂 of JIS X 0212 (0x3021)
        { @"\ISO 2022 IR 87\ISO 2022 IR 159", "山丂", Kanji + "3b 33" + Supplement + "30 21" + Ascii },

        // Annex I.2
        {
            @"\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동",
            "48 6f 6e 67 5e 47 69 6c 64 6f 6e 67 3d" +
            Hangul + "fb f3 5e" + Hangul + "d1 ce d4 d7 3d" + Hangul + "c8 ab 5e" + Hangul + "b1 e6 b5 bf"
        },

        // Annex J.1, J.2, J.3
        {
            "ISO_IR 192", "Wang^XiaoDong=王^小东=",
            "57 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d e7 8e 8b 5e e5 b0 8f e4 b8 9c 3d"
        },
        { "GB18030", "Wang^XiaoDong=王^小东=", "57 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d cd f5 5e d0 a1 b6 ab 3d" },
        { "GBK", "Wang^XiaoDong=王^小东=", "57 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d cd f5 5e d0 a1 b6 ab 3d" },

        // Annex K.2
        {
            @"\ISO 2022 IR 58", "Zhang^XiaoDong=张^小东=",
            "5a 68 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d" + Hanzi + "d5 c5 5e" + Hanzi + "d0 a1 b6 ab 3d"
        },
    };

    public static TheoryData<string, string, string> Texts => new()
    {
        {
            @"\ISO 2022 IR 58", "1.第一行文字。\r\n2.第一行文字。\r\n",
            "31 2e" + Hanzi + "b5 da d2 bb d0 d0 ce c4 d7 d6 a1 a3 0d 0a" +
            "32 2e" + Hanzi + "b5 da d2 bb d0 d0 ce c4 d7 d6 a1 a3 0d 0a"
        },
        {
            @"ISO 2022 IR 100\ISO 2022 IR 144\ISO 2022 IR 126", "é Люкceмбypг Δ é",
            "e9 20 1b 2d 4c bb ee da 63 65 dc d1 79 70 d3 20 1b 2d 46 c4 20 1b 2d 41 e9"
        },
    };

    [Theory]
    [MemberData(nameof(PersonNames))]
    public void Decode_PersonName_GivesText(string characterSet, string text, string hex) =>
        Assert.Equal(text, SpecificCharacterSet.Parse(characterSet).Decode(Hex.Bytes(hex), DicomVR.PN));

    [Theory]
    [MemberData(nameof(PersonNames))]
    public void TryEncode_PersonName_GivesTheSameBytes(string characterSet, string text, string hex)
    {
        Assert.True(SpecificCharacterSet.Parse(characterSet).TryEncode(text, DicomVR.PN, out byte[] bytes, out _));
        Assert.Equal(Convert.ToHexString(Hex.Bytes(hex)), Convert.ToHexString(bytes));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Decode_LongText_GivesText(string characterSet, string text, string hex) =>
        Assert.Equal(text, SpecificCharacterSet.Parse(characterSet).Decode(Hex.Bytes(hex), DicomVR.LT));

    [Theory]
    [MemberData(nameof(Texts))]
    public void TryEncode_LongText_GivesTheSameBytes(string characterSet, string text, string hex)
    {
        Assert.True(SpecificCharacterSet.Parse(characterSet).TryEncode(text, DicomVR.LT, out byte[] bytes, out _));
        Assert.Equal(Convert.ToHexString(Hex.Bytes(hex)), Convert.ToHexString(bytes));
    }
}
