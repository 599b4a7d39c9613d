namespace WorklistScp.Worklist.Tests.Matching;

/// <summary>Fuzzy semantic matching of person names (PS3.4 C.2.2.2.1.1).</summary>
public sealed class FuzzyNameTests
{
    [Theory]
    [InlineData("vivaldi", "Vivaldi^Antonio", true)]
    [InlineData("antonio vivaldi", "Vivaldi^Antonio", true)]
    [InlineData("Antonio^Vivaldi", "Vivaldi^Antonio", true)]
    [InlineData("viv,ant", "Vivaldi^Antonio^Lucio", true)]
    [InlineData("lucio", "Vivaldi^Antonio Lucio", true)]
    [InlineData("valdi", "Vivaldi^Antonio", false)] // an end, not a beginning
    [InlineData("vivaldi maria", "Vivaldi^Antonio", false)]
    [InlineData("Dvorak", "Dvo\u0159\u00e1k^Anton\u00edn", true)]
    [InlineData("\u00e0nton dvo\u0158ak", "Dvorak^Antonin", true)]
    [InlineData("isik ipek", "\u0130pek^I\u015f\u0131k", true)] // Turkish letters
    [InlineData("\u0131\u015f\u0131k", "\u0130PEK^ISIK", true)]
    [InlineData("smith", "Smith-Jones^O'Neil", true)]
    [InlineData("jones neil", "Smith-Jones^O'Neil", true)]
    [InlineData("O'Neil", "Smith-Jones^O'Neil", true)]
    [InlineData("?ivald ant*", "Vivaldi^Antonio", false)] // a wild card says where a word ends
    [InlineData("?ivaldi ant*", "Vivaldi^Antonio", true)]
    [InlineData("*tonio", "Vivaldi^Antonio", true)]
    [InlineData("* ant", "Vivaldi^Antonio", true)]
    [InlineData("li li", "Li^Wei", false)]
    [InlineData("li li", "Li^Li", true)]
    [InlineData("a anna", "Anna^A", true)]
    [InlineData("a anna", "Anna^B", false)]
    [InlineData("Orff\\antonio", "Vivaldi^Antonio", true)]
    [InlineData("tarou yamada", "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce", true)]
    [InlineData("\u592a\u90ce", "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce", true)]
    [InlineData("\u592a\u90ce yamada", "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce", false)] // of two component groups
    [InlineData("Y*=\u5c71\u7530*", "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce", true)]
    [InlineData("\U00020B9F", "Yoshida=\U00020B9F\u7530", true)]
    [InlineData("..", "Vivaldi^Antonio", false)] // no word at all
    public void Matches_WordsThatBeginOnesOfTheName(string asked, string held, bool expected) =>
        Assert.Equal(expected, IsMatch(asked, held, NameMatching.Fuzzy));

    [Fact]
    public void Matches_NameOfManyWords_LooksAtTheFirst()
    {
        string name = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"W{i:00}"));

        Assert.True(IsMatch("W31 W00", name, NameMatching.Fuzzy));
        Assert.False(IsMatch("W32", name, NameMatching.Fuzzy));
        Assert.True(IsMatch(name, name, NameMatching.Fuzzy)); // literally
    }

    /// <summary>Who agrees on fuzzy matching finds no less than others.</summary>
    [Fact]
    public void Matches_WhateverMatchesLiterally()
    {
        var random = new Random(7);
        string[] alphabet = ["A", "b", "\u00c4", "^", " ", "=", "*", "?", "-", "\u5c71"];
        var literal = 0;
        for (var i = 0; i < 20_000; i++)
        {
            string asked = Text(random, alphabet);
            string held = Text(random, [.. alphabet.Where(letter => letter is not ("*" or "?"))]);
            if (IsMatch(asked, held, NameMatching.IgnoreAccents))
            {
                literal++;
                Assert.True(IsMatch(asked, held, NameMatching.Fuzzy), $"'{asked}' '{held}'");
            }
        }

        Assert.InRange(literal, 1000, 19_000);
    }

    [Fact]
    public void Matches_EntryWithoutAName_AsOtherKeysDo()
    {
        WorklistQuery query = Query("vivaldi", new WorklistQueryOptions { NameMatching = NameMatching.Fuzzy });

        Assert.False(query.Matches(Data.Entry(Data.Empty(DicomTag.PatientName))));
        Assert.Equal(
            Data.IsMatch(DicomTag.ReferringPhysicianName, "vivaldi", null, NameMatching.IgnoreCase),
            Data.IsMatch(DicomTag.ReferringPhysicianName, "vivaldi", null, NameMatching.Fuzzy));
    }

    private static string Text(Random random, string[] alphabet) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => alphabet[random.Next(alphabet.Length)]));

    private static WorklistQuery Query(string asked, WorklistQueryOptions options) => Data.Query(
        options, Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, asked, "ISO_IR 192"));

    private static bool IsMatch(string asked, string held, NameMatching names) =>
        Query(asked, new WorklistQueryOptions { NameMatching = names }).Matches(Data.Entry(
            Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, held, "ISO_IR 192")));
}
