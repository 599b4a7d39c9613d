namespace WorklistScp.Dicom.Tests.Model;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("a\nb\u001b[1mc\u0085d", "a?b?[1mc?d")]
    [InlineData("a\u2028b\u2029c", "a?b?c")]
    [InlineData("CN=\u202egnorw\u202c \u2066x\u2069", "CN=?gnorw? ?x?")]
    [InlineData("\u0645\u06cc\u200c\u062e \u200fA", "\u0645\u06cc\u200c\u062e \u200fA")]
    public void Of_TextOfAnyCharacters_StaysOneLineThatReadsForward(string text, string expected) =>
        Assert.Equal(expected, PrintableText.Of(text));
}
