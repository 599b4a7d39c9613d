using System.Text;

namespace WorklistScp.Dicom.Tests.Model;

/// <summary>AE titles as people write them: PS3.5 table 6.2-1.</summary>
public sealed class AETitleTests
{
    [Theory]
    [InlineData("ONE", "ONE")]
    [InlineData(" ONE", "ONE")]
    [InlineData("ONE   ", "ONE")]
    [InlineData(" A B ", "A B")]
    [InlineData("  ABCDEFGHIJKLMNOP  ", "ABCDEFGHIJKLMNOP")]
    [InlineData("~!/", "~!/")]
    public void TryParse_Title_IsItWithoutSpacesAround(string text, string title)
    {
        Assert.True(AETitle.TryParse(text, out string? read));
        Assert.Equal(title, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("ABCDEFGHIJKLMNOPQ")]
    [InlineData("A\\B")]
    [InlineData("A\tB")]
    [InlineData("R\u00d6NTGEN")]
    public void TryParse_AnythingElse_IsFalse(string text)
    {
        Assert.False(AETitle.TryParse(text, out string? title));
        Assert.Null(title);
    }

    [Theory]
    [InlineData(" ONE  ")]
    [InlineData("../ONE ")]
    public void Trim_TextAndBytes_GiveTheSame(string text) => Assert.Equal(
        AETitle.Trim(text), Encoding.ASCII.GetString(AETitle.Trim(Encoding.ASCII.GetBytes(text))));
}
