namespace WorklistScp.Dicom.Tests;

public sealed class NearestWordTests
{
    private static readonly string[] Words = ["list", "check", "convert", "completion", "remove", "restore"];

    [Theory]
    [InlineData("lsit", "list")] // two in the other order
    [InlineData("lis", "list")]
    [InlineData("lists", "list")]
    [InlineData("LIST", "list")]
    [InlineData("chekc", "check")]
    [InlineData("convret", "convert")]
    [InlineData("comp", "completion")] // the only one that begins so
    [InlineData("re", null)] // too short to say
    [InlineData("cast", null)] // two changes of four characters
    [InlineData("x", null)]
    [InlineData("", null)]
    public void Find_IsTheNearest_OrNone(string word, string? expected) =>
        Assert.Equal(expected, NearestWord.Find(word, Words));
}
