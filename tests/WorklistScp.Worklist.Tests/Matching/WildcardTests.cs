using System.Text.RegularExpressions;
using CsCheck;

namespace WorklistScp.Worklist.Tests.Matching;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "A", false)]
    [InlineData("A", "", false)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "A", true)]
    [InlineData("?", "AB", false)]
    [InlineData("A*", "A", true)]
    [InlineData("A*", "ABC", true)]
    [InlineData("*C", "ABC", true)]
    [InlineData("*B*", "ABC", true)]
    [InlineData("A*C", "ABC", true)]
    [InlineData("A*C", "ABCD", false)]
    [InlineData("A?C", "ABC", true)]
    [InlineData("A?C", "AC", false)]
    [InlineData("*AB", "AAB", true)]
    [InlineData("*?", "", false)]
    [InlineData("**A**", "A", true)]
    [InlineData("A", "a", false)]
    [InlineData("[A]", "A", false)]
    [InlineData("?", "😀", true)]
    [InlineData("??", "😀", false)]
    [InlineData("*?😀", "é😀", true)]
    [InlineData("*??B", "😀B", false)]
    public void IsMatch_PatternAndValue_IsAsExpected(string pattern, string value, bool expected) =>
        Assert.Equal(expected, Wildcard.IsMatch(pattern, value));

    [Fact]
    public void IsMatch_ShortStrings_AgreesWithARegularExpression()
    {
        Gen<string> texts = Gen.String[Gen.Char["ab*?"], 0, 8];
        Gen.Select(texts, Gen.String[Gen.Char["ab"], 0, 8]).Sample((pattern, value) =>
        {
            string expression = pattern.Replace("?", ".").Replace("*", ".*");
            return Regex.IsMatch(value, $@"\A{expression}\z") == Wildcard.IsMatch(pattern, value);
        });
    }

    // Trying every way to share out the value among the asterisks would take longer than the universe is old.
    [Fact]
    public void IsMatch_ManyAsterisksAgainstALongValue_Ends()
    {
        string pattern = string.Concat(Enumerable.Repeat("*a", 500)) + "*b";
        Assert.False(Wildcard.IsMatch(pattern, new string('a', 5_000)));
        Assert.True(Wildcard.IsMatch(pattern, new string('a', 5_000) + 'b'));
        Assert.False(Wildcard.IsMatch(new string('*', 100_000) + 'b', new string('a', 5_000)));
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData("A", false, false)]
    [InlineData("*", true, true)]
    [InlineData("***", true, true)]
    [InlineData("*A", true, false)]
    [InlineData("?", true, false)]
    public void IsIn_IsUniversal_TellPatternsApart(string text, bool isIn, bool isUniversal)
    {
        Assert.Equal(isIn, Wildcard.IsIn(text));
        Assert.Equal(isUniversal, Wildcard.IsUniversal(text));
    }
}
