using System.Text.RegularExpressions;
using CsCheck;

namespace WorklistScp.Dicom.Tests.Model;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("CT*", "CT", true)]
    [InlineData("CT*", "CT12", true)]
    [InlineData("CT*", "XCT", false)]
    [InlineData("CT?", "CT1", true)]
    [InlineData("CT?", "CT12", false)]
    [InlineData("*A*B", "AAAB", true)]
    [InlineData("*A*B", "AABA", false)]
    public void Matches_Pattern_FitsTheWholeText(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Wildcard.IsMatch(pattern, text));

    [Fact]
    public void Matches_AnyPattern_AgreesWithRegularExpressions() =>
        Gen.Select(Gen.String[Gen.Char["ab*?"], 0, 8], Gen.String[Gen.Char["ab"], 0, 10]).Sample((pattern, text) =>
        {
            string regex = pattern.Replace("*", ".*", StringComparison.Ordinal).Replace('?', '.');
            Assert.Equal(Regex.IsMatch(text, $"^{regex}$"), Wildcard.IsMatch(pattern, text));
        });
}
