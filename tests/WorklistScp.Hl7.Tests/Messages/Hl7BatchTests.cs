using System.Text;

namespace WorklistScp.Hl7.Tests.Messages;

public sealed class Hl7BatchTests
{
    private const string One = "MSH|^~\\&|A\rPID|1";
    private const string Two = "MSH|^~\\&|B\rPID|2";

    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData(One, "1 A")]
    [InlineData(One + "\r" + Two, "1 A,3 B")]
    [InlineData("FHS|^~\\&\rBHS|^~\\&\r" + One + "\r" + Two + "\rBTS|2\rFTS|1\r", "3 A,5 B")]
    [InlineData("FHS|^~\\&\rBHS|^~\\&\r" + One + "\rBTS|1\rBHS|^~\\&\r" + Two + "\rBTS|1\rFTS|2\r", "3 A,7 B")]
    [InlineData("\v" + One + "\r\x1c\r\v" + Two + "\r\x1c\r", "1 A,4 B")]
    [InlineData("\ufeff" + One + "\r\n\r\n" + Two, "1 A,4 B")]
    [InlineData("FHS|^~\\&\rFTS|0", "")]
    [InlineData("hello\n" + One, "1 refused,2 A")]
    [InlineData("BHS|^~\\&\rPID|1\r" + One, "2 refused,3 A")]
    public void Split_File_HasItsMessages(string text, string expected) =>
        Assert.Equal(expected, string.Join(',', Hl7Batch.Split(Encoding.UTF8.GetBytes(text)).Select(Describe)));

    private static string Describe(Hl7BatchMessage message) =>
        Hl7Message.TryParse(message.Bytes.Span, Hl7Limits.Default, out Hl7Message? read, out _)
            && read.Segments.Count == 2
            ? $"{message.Line} {read.Header[3].First.Text}"
            : $"{message.Line} refused";
}
