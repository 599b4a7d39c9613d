using CsCheck;

namespace WorklistScp.Worklist.Tests.Matching;

/// <summary>A list of values matches what one of them matches, however long it is (PS3.4 C.2.2.2.2).</summary>
public sealed class ListMatchingTests
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Char["ABab*?^= "], 1, 6];

    [Theory]
    [InlineData(NameMatching.IgnoreCase)]
    [InlineData(NameMatching.IgnoreAccents)]
    [InlineData(NameMatching.Exact)]
    public void Names_OfAnyNumber_MatchWhatOneOfThemMatches(NameMatching names) =>
        Gen.Select(Texts.Array[2, 30], Texts).Sample((asked, held) =>
            IsMatch(DicomTag.PatientName, asked, held, names)
            == asked.Any(one => IsMatch(DicomTag.PatientName, [one], held, names)));

    [Fact]
    public void Texts_OfAnyNumber_MatchWhatOneOfThemMatches() =>
        Gen.Select(Texts.Array[2, 30], Texts).Sample((asked, held) =>
            IsMatch(DicomTag.PatientID, asked, held, NameMatching.IgnoreCase)
            == asked.Any(one => IsMatch(DicomTag.PatientID, [one], held, NameMatching.IgnoreCase)));

    // One value that no entry has makes a list of one value too: alone, "*" and "^" would match whatever there is.
    private static bool IsMatch(DicomTag tag, string[] asked, string held, NameMatching names) =>
        Data.Query(
            new WorklistQueryOptions { NameMatching = names },
            Data.Text(tag, string.Join('\\', asked.Append("NOBODY"))))
            .Matches(Data.Entry(Data.Text(tag, held)));
}
