using System.Globalization;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Tests.CharacterSets;

/// <summary>The right halves of the single-byte sets, cell by cell, as Python's codecs have them.</summary>
public sealed class SingleByteTableTests
{
    private const char Unassigned = '.';

    // 0xA0 to 0xFF, sixteen cells to a line
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["100"] =
            "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯" +
            "°±²³´µ¶·¸¹º»¼½¾¿" +
            "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ" +
            "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß" +
            "àáâãäåæçèéêëìíîï" +
            "ðñòóôõö÷øùúûüýþÿ",
        ["101"] =
            "\u00A0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00ADŽŻ" +
            "°ą˛ł´ľśˇ¸šşťź˝žż" +
            "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎ" +
            "ĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß" +
            "ŕáâăäĺćçčéęëěíîď" +
            "đńňóôőö÷řůúűüýţ˙",
        ["109"] =
            "\u00A0Ħ˘£¤.Ĥ§¨İŞĞĴ\u00AD.Ż" +
            "°ħ²³´µĥ·¸ışğĵ½.ż" +
            "ÀÁÂ.ÄĊĈÇÈÉÊËÌÍÎÏ" +
            ".ÑÒÓÔĠÖ×ĜÙÚÛÜŬŜß" +
            "àáâ.äċĉçèéêëìíîï" +
            ".ñòóôġö÷ĝùúûüŭŝ˙",
        ["110"] =
            "\u00A0ĄĸŖ¤ĨĻ§¨ŠĒĢŦ\u00ADŽ¯" +
            "°ą˛ŗ´ĩļˇ¸šēģŧŊžŋ" +
            "ĀÁÂÃÄÅÆĮČÉĘËĖÍÎĪ" +
            "ĐŅŌĶÔÕÖ×ØŲÚÛÜŨŪß" +
            "āáâãäåæįčéęëėíîī" +
            "đņōķôõö÷øųúûüũū˙",
        ["144"] =
            "\u00A0ЁЂЃЄЅІЇЈЉЊЋЌ\u00ADЎЏ" +
            "АБВГДЕЖЗИЙКЛМНОП" +
            "РСТУФХЦЧШЩЪЫЬЭЮЯ" +
            "абвгдежзийклмноп" +
            "рстуфхцчшщъыьэюя" +
            "№ёђѓєѕіїјљњћќ§ўџ",
        ["127"] =
            "\u00A0...¤.......،\u00AD.." +
            "...........؛...؟" +
            ".ءآأؤإئابةتثجحخد" +
            "ذرزسشصضطظعغ....." +
            "ـفقكلمنهوىي\u064B\u064C\u064D\u064E\u064F" +
            "\u0650\u0651\u0652.............",
        ["126"] =
            "\u00A0‘’£€₯¦§¨©ͺ«¬\u00AD.―" +
            "°±²³΄΅Ά·ΈΉΊ»Ό½ΎΏ" +
            "ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟ" +
            "ΠΡ.ΣΤΥΦΧΨΩΪΫάέήί" +
            "ΰαβγδεζηθικλμνξο" +
            "πρςστυφχψωϊϋόύώ.",
        ["138"] =
            "\u00A0.¢£¤¥¦§¨©×«¬\u00AD®¯" +
            "°±²³´µ¶·¸¹÷»¼½¾." +
            "................" +
            "...............‗" +
            "אבגדהוזחטיךכלםמן" +
            "נסעףפץצקרשת..\u200E\u200F.",
        ["148"] =
            "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯" +
            "°±²³´µ¶·¸¹º»¼½¾¿" +
            "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ" +
            "ĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß" +
            "àáâãäåæçèéêëìíîï" +
            "ğñòóôõö÷øùúûüışÿ",
        ["203"] =
            "\u00A0¡¢£€¥Š§š©ª«¬\u00AD®¯" +
            "°±²³Žµ¶·ž¹º»ŒœŸ¿" +
            "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ" +
            "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß" +
            "àáâãäåæçèéêëìíîï" +
            "ðñòóôõö÷øùúûüýþÿ",
        ["166"] =
            "\u00A0กขฃคฅฆงจฉชซฌญฎฏ" +
            "ฐฑฒณดตถทธนบปผฝพฟ" +
            "ภมยรฤลฦวศษสหฬอฮฯ" +
            "ะ\u0E31าำ\u0E34\u0E35\u0E36\u0E37\u0E38\u0E39\u0E3A....฿" +
            "เแโใไๅๆ\u0E47\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E4D\u0E4E๏" +
            "๐๑๒๓๔๕๖๗๘๙๚๛....",
        ["13"] =
            ".｡｢｣､･ｦｧｨｩｪｫｬｭｮｯ" +
            "ｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿ" +
            "ﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏ" +
            "ﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ" +
            "................" +
            "................",
    };

    public static TheoryData<string> Registrations => [.. Tables.Keys];

    [Theory]
    [MemberData(nameof(Registrations))]
    public void Decode_EveryCellOfTheRightHalf_GivesTheCharacterOrReplacement(string registration)
    {
        byte[] bytes = [.. Enumerable.Range(0xA0, 96).Select(code => (byte)code)];

        string text = SpecificCharacterSet.Parse("ISO_IR " + registration).Decode(bytes, DicomVR.LT);

        Assert.Equal(Tables[registration].Replace(Unassigned, '\uFFFD'), text);
    }

    [Theory]
    [MemberData(nameof(Registrations))]
    public void TryEncode_EveryCharacterOfTheRightHalf_GivesItsCell(string registration)
    {
        SpecificCharacterSet characterSet = SpecificCharacterSet.Parse("ISO_IR " + registration);
        foreach ((int cell, char character) in Tables[registration].Index())
        {
            if (character != Unassigned)
            {
                string text = character.ToString(CultureInfo.InvariantCulture);
                Assert.True(characterSet.TryEncode(text, DicomVR.LT, out byte[] bytes, out _));
                Assert.Equal([(byte)(0xA0 + cell)], bytes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Registrations))]
    public void Decode_ControlCharacters_AreTheSameInAllSets(string registration)
    {
        byte[] bytes = [0x09, 0x0A, 0x0C, 0x0D, 0x20, 0x7F, 0x80, 0x9F];

        string text = SpecificCharacterSet.Parse("ISO_IR " + registration).Decode(bytes, DicomVR.LT);

        Assert.Equal("\t\n\f\r \u007F\u0080\u009F", text);
    }
}
