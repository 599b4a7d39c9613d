using System.Text;
using static WorklistScp.Hl7.Tests.Reading;

namespace WorklistScp.Hl7.Tests.Messages;

public sealed class Hl7EscapeTests
{
    [Theory]
    [InlineData(@"CT abdomen \T\ pelvis", "CT abdomen & pelvis")]
    [InlineData(@"\F\\S\\T\\R\\E\", @"|^&~\")]
    [InlineData(@"a\P\b", "a#b")]
    [InlineData(@"one\.br\two\.BR\three\.sp2\four\.ce\five", "one\ntwo\nthree\nfour\nfive")]
    [InlineData(@"\.in+4\\.ti-2\\.fi\a\.sk3\b", "a b")]
    [InlineData(@"one\X0D\two\X0A\three\X0D0A\four\X0D\\X0A\five", "one\ntwo\nthree\nfour\nfive")]
    [InlineData(@"\X4d\\XC3BC\ller", "Müller")]
    [InlineData(@"M\XC3\\XBC\ller", "Müller")]
    [InlineData(@"\H\bold\N\ text", "bold text")]
    [InlineData(@"\Zfoo\", @"\Zfoo\")]
    [InlineData(@"\X4\ \X4G\ \X\", @"\X4\ \X4G\ \X\")]
    [InlineData(@"\\server\share", @"\\server\share")]
    [InlineData(@"C:\reports", @"C:\reports")]
    [InlineData(@"end\", @"end\")]
    [InlineData(@"\", @"\")]
    [InlineData(@"\.xx\ \.\ \.br;\", @"\.xx\ \.\ \.br;\")]
    [InlineData(@"\t\", @"\t\")]
    [InlineData(@"\XFF\", "?")]
    public void Text_Escapes_AreDecoded(string raw, string expected) =>
        Assert.Equal(expected, Read($"{Header}||||||UNICODE UTF-8", $"NTE|||{raw}").Find("NTE")![3].First.Text);

    [Fact]
    public void Text_HexDigits_AreBytesOfTheCharacterSet() =>
        Assert.Equal("Müller", Read($"{Header}||||||8859/1", @"NTE|||M\XFC\ller").Find("NTE")![3].First.Text);

    [Fact]
    public void Text_EscapedSeparators_PartNothing()
    {
        Hl7Value value = Read(Header, @"PID|||A\S\B^C\T\D&E").Find("PID")![3].First;

        Assert.Equal("A^B", value[1]);
        Assert.Equal("C&D", value[2, 1]);
        Assert.Equal("C&D&E", value[2]);
    }

    [Fact]
    public void Text_LongOne_IsDecodedWhole()
    {
        string raw = string.Concat(Enumerable.Repeat(@"ab\T\", 1000).Concat(Enumerable.Repeat(@"\X41\", 1000)));

        Assert.Equal(
            string.Concat(Enumerable.Repeat("ab&", 1000)) + new string('A', 1000),
            Read(Header, $"NTE|||{raw}").Find("NTE")![3].First.Text);
    }

    [Fact]
    public void Writer_Texts_ReadAsTheyWereWritten()
    {
        string text = "a|b^c&d~e\\f#g\nh\"ü";
        foreach (string encoding in new[] { @"|^~\&", @"|^~\&#", "#*%!$" })
        {
            Assert.True(Hl7Separators.TryRead($"{encoding}{encoding[0]}", out Hl7Separators separators, out _));
            var writer = new Hl7Writer(separators);
            writer.Segment("MSH").Skip(15).Field("UNICODE UTF-8").Segment("NTE").Skip(1)
                .Components(text, "", text).Repeat("x", "y").Subcomponents("u", text).Field().Field();

            Hl7Segment read = Read(Encoding.UTF8.GetBytes(writer.ToString())).Find("NTE")!;

            Assert.Equal(2, read.Count);
            Assert.Equal(text, read[2].First[1]);
            Assert.Equal(text, read[2].First[3]);
            Assert.Equal("y", read[2][1][2]);
            Assert.Equal(text, read[2][1][3, 2]);
        }
    }
}
