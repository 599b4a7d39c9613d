using System.Text;
using static WorklistScp.Hl7.Tests.Reading;

namespace WorklistScp.Hl7.Tests.Messages;

public sealed class Hl7CharacterSetTests
{
    private static readonly Encoding Latin1 = Encoding.Latin1;

    [Theory]
    [InlineData("8859/1", "4DFC6C6C6572", "Müller")]
    [InlineData("ISO-8859-1", "4DFC6C6C6572", "Müller")]
    [InlineData("8859/2", "B3", "ł")]
    [InlineData("8859/3", "B1", "ħ")]
    [InlineData("8859/4", "B3", "ŗ")]
    [InlineData("8859/5", "B4", "Д")]
    [InlineData("8859/6", "C7", "ا")]
    [InlineData("8859/7", "C1", "Α")]
    [InlineData("8859/8", "E0", "א")]
    [InlineData("8859/9", "FD", "ı")]
    [InlineData("8859/15", "A4", "€")]
    [InlineData("UNICODE UTF-8", "4DC3BC6C6C6572", "Müller")]
    [InlineData("UNICODE", "E5B1B1E794B0", "山田")]
    [InlineData("utf-8", "E5B1B1E794B0", "山田")]
    [InlineData("ISO IR87", "1B24423B3345441B2842", "山田")]
    [InlineData("ASCII~ISO IR87", "1B24423B3345441B2842", "山田")]
    [InlineData("~ISO IR87", "1B24423B3345441B2842", "山田")]
    [InlineData("ISO IR14~ISO IR87~ISO IR159", "D4CFC0DE1B24423B3345441B284A", "ﾔﾏﾀﾞ山田")]
    [InlineData("ISO IR14", "D4CFC0DE", "ﾔﾏﾀﾞ")]
    [InlineData("8859/1~ISO IR87", "FC1B24423B331B2842FC", "ü山ü")]
    [InlineData("ISO IR159", "1B242844306B1B2842", "佌")]
    [InlineData("KS X 1001", "B1E8", "김")]
    [InlineData("GB 18030-2000", "C9BD", "山")]
    [InlineData("BIG-5", "A473A57C", "山四")]
    [InlineData("BIG-5~ASCII", "A473A57C", "山四")]
    [InlineData("ASCII~UNICODE UTF-8", "C3BC", "ü")]
    [InlineData("windows-1252", "80", "€")]
    [InlineData("shift_jis", "8E52", "山")]
    public void TryParse_SetOfMsh18_IsThatOfTheText(string name, string bytes, string expected)
    {
        Hl7Message message = Read(Bytes(name, Convert.FromHexString(bytes)));

        Assert.Equal(expected, message.Find("PID")![5].First[1]);
        Assert.Equal("4711", message.Find("PID")![3].First.Text);
        Assert.Equal("X", message.Find("PID")![5].First[2]);
        Assert.Empty(message.FindUndecodable());
    }

    // The second byte of 表, 0x5C 0x7C and the like are no separators within characters of two bytes.
    [Theory]
    [InlineData("ISO IR87", "1B24427E5E7E7C1B2842")]
    [InlineData("ISO IR87", "1B24423C5C1B2842")]
    [InlineData("BIG-5", "A55CA57CA55EA57E")]
    [InlineData("GB 18030-2000", "815C817C815E817E")]
    public void TryParse_SeparatorsWithinCharacters_PartNothing(string name, string bytes)
    {
        Hl7Segment patient = Read(Bytes(name, Convert.FromHexString(bytes))).Find("PID")!;

        Assert.Equal(5, patient.Count);
        Assert.Equal(2, patient[5].First.Count);
        Assert.Equal("X", patient[5].First[2]);
    }

    [Theory]
    [InlineData("", "C3BC", "ü", "UNICODE UTF-8")]
    [InlineData("ASCII", "C3BC", "ü", "UNICODE UTF-8")]
    [InlineData("KLINGON", "C3BC", "ü", "UNICODE UTF-8")]
    [InlineData("UNICODE UTF-16", "C3BC", "ü", "UNICODE UTF-8")]
    [InlineData("", "FC", "ü", "8859/1")]
    [InlineData("ASCII", "FC", "ü", "8859/1")]
    [InlineData("us-ascii", "FC", "ü", "8859/1")]
    public void TryParse_BytesThatMsh18DoesNotTell_AreReadAsTheyFit(
        string name, string bytes, string expected, string set)
    {
        Hl7Message message = Read(Bytes(name, Convert.FromHexString(bytes)));

        Assert.Equal(expected, message.Find("PID")![5].First[1]);
        Assert.Equal(set, message.CharacterSet.Name);
        Assert.True(message.CharacterSet.IsAssumed);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("ASCII", false)]
    [InlineData("KLINGON", true)]
    public void TryParse_AsciiAlone_IsAssumedOnlyWhereMsh18HasAnotherName(string name, bool isAssumed) =>
        Assert.Equal(isAssumed, Read(Bytes(name, "A"u8.ToArray())).CharacterSet.IsAssumed);

    // 嚔 is 0x537C: its second byte is that of |.
    [Fact]
    public void TryParse_SenderInTwoBytes_HidesNoSet()
    {
        byte[] bytes =
        [
            .. Latin1.GetBytes(@"MSH|^~\&|"), .. Convert.FromHexString("1B2442537C1B2842"),
            .. Latin1.GetBytes("|||||||||||||||ISO IR87\rPID|||1"),
        ];

        Assert.Equal("ISO IR87", Read(bytes).CharacterSet.Name);
        Assert.Equal("1", Read(bytes).Find("PID")![3].First.Text);
    }

    [Fact]
    public void TryParse_EscapesOfIso2022WithoutASet_AreUnderstood() =>
        Assert.Equal("山田", Read(Bytes("", Convert.FromHexString("1B24423B3345441B2842"))).Find("PID")![5].First[1]);

    [Theory]
    [InlineData(@"\M2442\;3ED\C2842\")]
    [InlineData(@"\M2442\;3\C2842\\M2442\ED\C2842\")]
    public void TryParse_EscapesOfIso2022InDigits_AreUnderstood(string raw) =>
        Assert.Equal("山田", Read(Bytes("ASCII~ISO IR87", Latin1.GetBytes(raw))).Find("PID")![5].First[1]);

    [Theory]
    [InlineData(@"\M24\", "ASCII")]
    [InlineData(@"\Cxxyy\", "ASCII")]
    [InlineData(@"\C2842\", "UNICODE UTF-8")]
    [InlineData(@"\C2842x\", "ASCII")]
    public void TryParse_DigitsThatSwitchNothing_StayReadable(string raw, string name) =>
        Assert.Equal(raw, Read(Bytes(name, Latin1.GetBytes(raw))).Find("PID")![5].First[1]);

    [Fact]
    public void TryParse_MessageWithoutAnEscapeCharacter_HasNoSwitches() =>
        Assert.Equal("M2442", Read("MSH|^~|M2442|A").Header[3].First.Text);

    [Fact]
    public void TryParse_ChoiceOfTheSite_IsBeforeMsh18()
    {
        byte[] bytes = Bytes("8859/1", [0xb4]);

        Assert.Equal("Д", Read(bytes, new Hl7CharacterSetChoice(Instead: "8859/5")).Find("PID")![5].First[1]);
        Assert.Equal(
            "Д", Read(Bytes("", [0xb4]), new Hl7CharacterSetChoice(Otherwise: "8859/5")).Find("PID")![5].First[1]);
    }

    [Fact]
    public void TryParse_BytesThatAreNoneOfTheSet_AreQuestionMarksAndFound()
    {
        Hl7Message message = Read(Bytes("UNICODE UTF-8", [0x4d, 0xfc, 0x6c]));

        Assert.Equal("M?l", message.Find("PID")![5].First[1]);
        Assert.Equal("PID-5", Assert.Single(message.FindUndecodable()).ToString());
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", false)]
    public void TryParse_WideCharacters_AreFound(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"{Header}\rPID|||1||山田^X\r")];

        Assert.Equal("山田", Read(bytes).Find("PID")![5].First[1]);
        Assert.Equal("X", Read(bytes).Find("PID")![5].First[2]);
        Assert.Empty(Read(bytes).FindUndecodable());
    }

    [Fact]
    public void TryParse_ByteOrderMark_IsSkipped() =>
        Assert.Equal("ORM", Read([0xef, 0xbb, 0xbf, .. Bytes("UNICODE UTF-8", [])]).Type);

    [Fact]
    public void TryParse_OtherRepetitionSeparator_PartsTheSets()
    {
        byte[] bytes =
        [
            .. Latin1.GetBytes("MSH|*#\\&||||||||||||||||ASCII#ISO IR87\rPID|||||"),
            .. Convert.FromHexString("1B24423B331B2842"),
        ];

        Assert.Equal("山", Read(bytes).Find("PID")![5].First[1]);
        Assert.Equal("ASCII~ISO IR87", Read(bytes).CharacterSet.Name);
    }

    [Theory]
    [InlineData("8859/1", "M?ller ?")]
    [InlineData("ASCII", "M?ller ?")]
    [InlineData("UNICODE UTF-8", "Müller 山")]
    [InlineData("ISO IR87", "M?ller 山")]
    public void Writer_CharactersWithoutACode_AreQuestionMarks(string name, string expected)
    {
        Assert.True(Hl7CharacterSet.TryFind(name, out Hl7CharacterSet? set));
        var writer = new Hl7Writer(Hl7Separators.Usual);
        writer.Segment("MSH").Skip(15).Field(name).Segment("NTE").Skip(2).Field("Müller 山");

        string read = Read(writer.ToArray(set)).Find("NTE")![3].First.Text;

        Assert.Equal(name == "8859/1" ? "Müller ?" : expected, read);
    }

    private static byte[] Bytes(string name, byte[] text) =>
        [.. Latin1.GetBytes($"{Header}||||||{name}\rPID|||4711||"), .. text, .. "^X\r"u8];
}
