using System.Text;
using static WorklistScp.Hl7.Tests.Reading;

namespace WorklistScp.Hl7.Tests.Messages;

public sealed class Hl7MessageTests
{
    private const string Patient = @"PID|||4711^^^EASTCLINIC&1.2.3&ISO^PI~0815^^^WEST||Müller^Anna^""""|""""|19710314";

    [Fact]
    public void TryParse_Message_HasItsHeader()
    {
        Hl7Message message = Read(Header, Patient);

        Assert.Equal("ORM", message.Type);
        Assert.Equal("O01", message.Event);
        Assert.Equal("M0001", message.ControlID);
        Assert.Equal("2.3.1", message.Version);
        Assert.Equal("|", message.Header[1].First.Text);
        Assert.Equal(@"^~\&", message.Header[2].First.Text);
        Assert.Equal("RIS", message.Header[3].First.Text);
        Assert.Equal(12, message.Header.Count);
    }

    [Fact]
    public void Field_Repetitions_HaveComponentsAndSubcomponents()
    {
        Hl7Field ids = Read(Header, Patient).Find("PID")![3];

        Assert.Equal(2, ids.Count);
        Assert.Equal("4711", ids.First[1]);
        Assert.Equal("EASTCLINIC&1.2.3&ISO", ids.First[4]);
        Assert.Equal("1.2.3", ids.First[4, 2]);
        Assert.Equal("", ids.First[4, 4]);
        Assert.Equal("", ids.First[6]);
        Assert.Equal(5, ids.First.Count);
        Assert.Equal("0815^^^WEST", ids[1].Text);
        Assert.True(ids[2].IsEmpty);
    }

    [Fact]
    public void Field_EmptyNullAndAbsent_AreToldApart()
    {
        Hl7Segment patient = Read(Header, Patient).Find("PID")!;

        Assert.True(patient[1].IsEmpty);
        Assert.False(patient[1].IsNull);
        Assert.False(patient[6].IsEmpty);
        Assert.True(patient[6].IsNull);
        Assert.Equal("", patient[6].First.Text);
        Assert.True(patient[5].First.IsNull(3));
        Assert.Equal("", patient[5].First[3]);
        Assert.False(patient[5].First.IsNull(4));
        Assert.True(patient[99].IsEmpty);
        Assert.Equal(0, patient[99].Count);
        Assert.Equal("", patient[99].First[1]);
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r\n\r\n")]
    public void TryParse_SegmentEnds_AreAllUnderstood(string end)
    {
        Hl7Message message = Read(Encoding.UTF8.GetBytes(
            string.Join(end, Header, Patient, "ORC|NW", "OBR|1", "ORC|CA", "OBR|2", "")));

        Assert.Equal(["MSH", "PID", "ORC", "OBR", "ORC", "OBR"], message.Segments.Select(segment => segment.Name));
        Assert.Equal([1, 1, 1, 1, 2, 2], message.Segments.Select(segment => segment.Occurrence));
        Assert.Equal("19710314", message.Find("PID")![7].First.Text);
        Assert.Equal("CA", message.TextAt(new Hl7Path("ORC", 2, 1)));
    }

    [Fact]
    public void TryParse_LineThatIsNoSegment_BelongsToTheTextBefore()
    {
        Hl7Message message = Read("MSH|^~\\&|A\rNTE|1||one\ntwo|x\r\nZZ three\rPID|1");

        Assert.Equal("one\ntwo", message.Find("NTE")![3].First.Text);
        Assert.Equal("x\nZZ three", message.Find("NTE")![4].First.Text);
        Assert.Equal("1", message.Find("PID")![1].First.Text);
        Assert.Equal("x", Read("MSH|^~\\&|A\rPID\rfoo|x").Find("PID")![1].First.Text);
    }

    [Fact]
    public void TryParse_OtherSeparators_AreThoseOfTheMessage()
    {
        Hl7Message message = Read("MSH#*%!$#A\rPID###4711***EAST$1.2$ISO%0815##M|ller*A^B!S!C!T!D!E!!F!!R!&~");

        Assert.Equal(2, message.Find("PID")![3].Count);
        Assert.Equal("1.2", message.Find("PID")![3].First[4, 2]);
        Assert.Equal("EAST&1.2&ISO", message.Find("PID")![3].First[4]);
        Assert.Equal("4711^^^EAST&1.2&ISO", message.Find("PID")![3].First.Text);
        Assert.Equal("M|ller", message.Find("PID")![5].First[1]);
        Assert.Equal("A^B*C$D!#%&~", message.Find("PID")![5].First[2]);
        Assert.Equal("*%!$", message.Header[2].First.Text);
    }

    [Theory]
    [InlineData(@"MSH|^~\&#|A", '#', '&')]
    [InlineData(@"MSH|^~\&|A", Hl7Separators.None, '&')]
    [InlineData(@"MSH|^~\|A", Hl7Separators.None, Hl7Separators.None)]
    public void TryParse_EncodingCharacters_MayBeFewerOrMore(string header, char truncation, char subcomponent)
    {
        Hl7Message message = Read(header, "PID|||1&2");

        Assert.Equal(truncation, message.Separators.Truncation);
        Assert.Equal(subcomponent, message.Separators.Subcomponent);
        Assert.Equal(subcomponent == '&' ? "1" : "1&2", message.Find("PID")![3].First[1, 1]);
    }

    [Theory]
    [InlineData("", "MSH")]
    [InlineData("PID|||1", "MSH")]
    [InlineData("msh|^~\\&|A", "MSH")]
    [InlineData("MSH", "MSH-1")]
    [InlineData("MSHA^~\\&", "MSH-1")]
    [InlineData("MSH|", "MSH-2")]
    [InlineData("MSH||A", "MSH-2")]
    [InlineData("MSH|^~^&|A", "MSH-2")]
    [InlineData("MSH|^|\\&|A\rPID", null)]
    [InlineData("MSH|^~\\&#!|A", "MSH-2")]
    [InlineData("MSH|^~\\a|A", "MSH-2")]
    [InlineData("MSH|^~\\&|A\rPID|1\rMSH|^~\\&|B", "MSH[2]")]
    [InlineData("MSH|^~\\&|A\rPID|1|cut\vMSH|^~\\&|B", "MSH[2]")]
    public void TryParse_WhatIsNoMessage_IsRefused(string text, string? path)
    {
        if (path is null)
        {
            Assert.Equal("A", Read(text)!.Header[4].First.Text);
            return;
        }

        Assert.Equal(path, Refused(text).Path.ToString());
    }

    [Theory]
    [InlineData("PID|1\rPID|2\rPID|3\rPID", "PID|1\rPID|2\rPID|3\r", "segments")]
    [InlineData("PID|1|2|3|4|5|6|7|8|9|10|", "PID|1|2|3|4|5|6|7|8|9|10", "fields")]
    [InlineData("PID|||1~2~3~4~5~", "PID|||1~2~3~4~5", "repetitions")]
    [InlineData("PID|||1^2&3^4^5~6^7&8&9^0~1^2&", "PID|||1^2&3^4^5~6^7&8&9^0~1^2", "components")]
    public void TryParse_BeyondALimit_IsRefusedWithItsHeader(string tooMuch, string enough, string what)
    {
        var limits = new Hl7Limits { MaxSegments = 4, MaxFields = 10, MaxRepetitions = 5, MaxComponents = 10 };
        byte[] bytes = Encoding.ASCII.GetBytes($"MSH|^~\\&|A|||||||M1\r{tooMuch}");

        Assert.False(Hl7Message.TryParse(bytes, limits, out Hl7Message? message, out Hl7Fault? fault));

        Assert.Equal(Hl7ErrorCode.ApplicationInternalError, fault.Code);
        Assert.Contains(what, fault.Text, StringComparison.Ordinal);
        Assert.Equal("M1", message!.ControlID);
        Assert.Single(message.Segments);
        Assert.True(Hl7Message.TryParse(Encoding.ASCII.GetBytes($"MSH|^~\\&|A\r{enough}"), limits, out _, out _));
    }

    [Fact]
    public void TryParse_TooLong_IsRefusedWithItsHeader()
    {
        byte[] bytes = Encoding.ASCII.GetBytes($"{Header}\rNTE|||{new string('x', 1024 * 1024)}");

        Assert.False(Hl7Message.TryParse(bytes, Hl7Limits.Default, out Hl7Message? message, out Hl7Fault? fault));

        Assert.Equal("The message is too long", fault.Text);
        Assert.Equal("M0001", message!.ControlID);
    }

    [Theory]
    [InlineData("2.5.1", true)]
    [InlineData("2.5", true)]
    [InlineData("2.10", true)]
    [InlineData("3.0", true)]
    [InlineData("2.4", false)]
    [InlineData("2.3.1", false)]
    [InlineData("", false)]
    [InlineData("x", false)]
    public void IsAtLeast_25_IsSoOfLaterVersions(string version, bool expected) =>
        Assert.Equal(expected, Read($@"MSH|^~\&||||||||M|P|{version}").IsAtLeast("2.5"));

    [Fact]
    public void Event_OfOldMessages_IsThatOfEvn() =>
        Assert.Equal("A08", Read(@"MSH|^~\&|||||||ADT|M", "EVN|A08").Event);

    [Fact]
    public void TryParse_EveryPrefix_IsReadOrRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"{Header}||||||UNICODE UTF-8\r{Patient}\rNTE|||a\\.br\\b\\XC3BC\\");
        for (var length = 0; length <= bytes.Length; length++)
        {
            bool isRead = Hl7Message.TryParse(
                bytes.AsSpan(0, length), Hl7Limits.Default, out Hl7Message? message, out Hl7Fault? fault);

            Assert.Equal(isRead, fault is null);
            Assert.True(!isRead || message is not null);
        }
    }
}
