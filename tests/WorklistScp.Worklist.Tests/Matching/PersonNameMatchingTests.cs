namespace WorklistScp.Worklist.Tests.Matching;

public sealed class PersonNameMatchingTests
{
    private const string Yamada = "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046";

    [Theory]
    [InlineData("VIVALDI^ANTONIO", "Vivaldi^Antonio", true)]
    [InlineData("vivaldi^antonio", "VIVALDI^ANTONIO", true)]
    [InlineData("Vivaldi^Antonio", "Vivaldi^Antonio^^^", true)]
    [InlineData("Vivaldi^Antonio^^", "Vivaldi^Antonio", true)]
    [InlineData("Vivaldi ^ Antonio", "Vivaldi^Antonio", true)]
    [InlineData("Vivaldi", "Vivaldi^Antonio", false)]
    [InlineData("Vivaldi^", "Vivaldi^Antonio", false)]
    [InlineData("Vivaldi*", "Vivaldi^Antonio", true)]
    [InlineData("viv*^a*", "Vivaldi^Antonio", true)]
    [InlineData("*^Antonio", "Vivaldi^Antonio", true)]
    [InlineData("Vivaldi^?ntonio", "Vivaldi^Antonio", true)]
    [InlineData("Vivaldi^*", "Vivaldi", true)]
    [InlineData("Vivaldi^*^*", "Vivaldi", true)]
    [InlineData("Vivaldi^*^*", "Vivaldi^Antonio", true)]
    [InlineData("Vivaldi^?", "Vivaldi", false)]
    [InlineData("Antonio*", "Vivaldi^Antonio", false)]
    [InlineData("*^*", "Vivaldi^Antonio", true)]
    [InlineData("Bach*\\Vivaldi*", "Vivaldi^Antonio", true)]
    [InlineData("Bach*\\Orff*", "Vivaldi^Antonio", false)]
    [InlineData("Vivaldi*", "Bach^Anna\\Vivaldi^Antonio", true)]
    [InlineData("Dvorak*", "Dvo\u0159\u00e1k", false)]
    [InlineData("M\u00dcLLER", "M\u00fcller", true)]
    public void Matches_OneGroup_IgnoresCaseAndTrailingDelimiters(string asked, string held, bool expected) =>
        Assert.Equal(expected, IsMatch(asked, held, NameMatching.IgnoreCase));

    [Theory]
    [InlineData("Yamada^Tarou", true)]
    [InlineData("\u5c71\u7530^\u592a\u90ce", true)]
    [InlineData("\u5c71\u7530*", true)]
    [InlineData("\u3084\u307e\u3060*", true)]
    [InlineData("YAMADA*=\u5c71\u7530*", true)]
    [InlineData("YAMADA*=\u5c71\u7530*=\u3084*", true)]
    [InlineData("=\u5c71\u7530*", true)]
    [InlineData("==\u3084*", true)]
    [InlineData("Yamada*=*", true)]
    [InlineData("Yamada*=", true)]
    [InlineData("\u5c71\u7530*=", false)]
    [InlineData("=\u3084*", false)]
    [InlineData("Suzuki*=\u5c71\u7530*", false)]
    [InlineData("Yamada*=\u9234*", false)]
    public void Matches_ComponentGroups_EachOnItsOwn(string asked, bool expected) =>
        Assert.Equal(expected, IsMatch(asked, Yamada, NameMatching.IgnoreCase));

    [Fact]
    public void Matches_GroupThatTheEntryLacks_IsNoMatch() =>
        Assert.False(IsMatch("Vivaldi*=\u5c71*", "Vivaldi^Antonio", NameMatching.IgnoreCase));

    [Theory]
    [InlineData("^", NameMatching.IgnoreCase)]
    [InlineData("^^^^", NameMatching.IgnoreCase)]
    [InlineData("=", NameMatching.IgnoreCase)]
    [InlineData("^=^ ", NameMatching.IgnoreCase)]
    [InlineData("^", NameMatching.IgnoreAccents)]
    [InlineData("^", NameMatching.Exact)]
    [InlineData("^=^", NameMatching.Exact)]
    public void Matches_NothingButDelimiters_MatchesAll(string asked, NameMatching names)
    {
        Assert.True(IsMatch(asked, "Vivaldi^Antonio", names));
        Assert.True(Data.IsMatch(DicomTag.PatientName, asked, null, names));
    }

    [Theory]
    [InlineData("Vivaldi^Antonio", "Vivaldi^Antonio", true)]
    [InlineData("VIVALDI^ANTONIO", "Vivaldi^Antonio", false)]
    [InlineData("Vivaldi^Antonio^^", "Vivaldi^Antonio", false)]
    [InlineData("Vivaldi^Antonio=", "Vivaldi^Antonio", false)]
    [InlineData(" Vivaldi^Antonio", "Vivaldi^Antonio", false)]
    [InlineData("Vivaldi ^Antonio", "Vivaldi^Antonio", false)]
    [InlineData("Viv*", "Vivaldi^Antonio", true)]
    [InlineData("*^*", "Vivaldi^Antonio", true)]
    [InlineData("Vivaldi^*^*", "Vivaldi^Antonio", false)]
    [InlineData("\u5c71\u7530*", Yamada, false)]
    [InlineData("*\u5c71\u7530*", Yamada, true)]
    public void Matches_Exact_IsCharacterByCharacter(string asked, string held, bool expected) =>
        Assert.Equal(expected, IsMatch(asked, held, NameMatching.Exact));

    [Theory]
    [InlineData("Dvorak", "Dvo\u0159\u00e1k", true)]
    [InlineData("Dvo\u0159\u00e1k", "DVORAK", true)]
    [InlineData("Dvo\u0159a\u0301k", "Dvo\u0159\u00e1k", true)]    // an accent as a character of its own
    [InlineData("M?LLER*", "M\u00fcller^J\u00f8rgen", true)]
    [InlineData("Muller^Jorgen", "M\u00fcller^J\u00f8rgen", true)]
    [InlineData("Lodz", "\u0141\u00f3d\u017a", true)]
    [InlineData("Mueller", "M\u00fcller", false)]
    public void Matches_IgnoreAccents_ComparesLettersOnly(string asked, string held, bool expected) =>
        Assert.Equal(expected, IsMatch(asked, held, NameMatching.IgnoreAccents));

    private static bool IsMatch(string asked, string held, NameMatching names)
    {
        DicomElement characterSet = Data.CharacterSet("ISO_IR 192");
        WorklistQuery query = Data.Query(
            new WorklistQueryOptions { NameMatching = names },
            characterSet,
            Data.Text(DicomTag.PatientName, asked, "ISO_IR 192"));
        Assert.Empty(query.Problems);
        return query.Matches(Data.Entry(characterSet, Data.Text(DicomTag.PatientName, held, "ISO_IR 192")));
    }
}
