namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>The data sets that are converted.</summary>
internal static class RoundTripCases
{
    private const int MaxDepth = 3;
    private const int Seed = 20261101; // always the same data sets

    private static readonly int RandomCount = RandomCases.Of(40);

    private static readonly RoundTripCase[] CharacterSets = [.. CharacterSetCases.All];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RoundTripCase> All { get; } =
        [.. DicomTransferSyntax.All.SelectMany(OfEveryVR), .. CharacterSets, .. StructureCases.All, .. Random()];

    /// <summary>The names of those that a test takes.</summary>
    public static TheoryData<string> Where(Func<RoundTripCase, bool> isTaken) =>
        [.. All.Where(isTaken).Select(each => each.Name)];

    private static IEnumerable<RoundTripCase> OfEveryVR(DicomTransferSyntax syntax)
    {
        string name = StructureCases.NameOf(syntax);
        SampleSequence codes = new(DicomTag.SelectorCodeSequenceValue);
        yield return new($"one-of-each-vr-{name}", syntax, [.. SelectorValues.All.Select(
            sample => SelectorValues.One(sample)), codes]);
        yield return new($"several-of-each-vr-{name}", syntax, [.. SelectorValues.All.Select(
            SelectorValues.Several), codes with { Items = [[], []] }]);
        yield return new($"none-of-each-vr-{name}", syntax, [.. SelectorValues.All.Select(
            sample => sample with { Values = sample.VR.IsString ? [""] : [] }).Where(
                sample => sample.VR != DicomVR.AT), codes]);
    }

    private static RoundTripCase[] Random()
    {
        var random = new Random(Seed);
        return
        [
            .. Enumerable.Range(1, RandomCount).Select(number => new RoundTripCase(
                $"random-{number}", DicomTransferSyntax.All[random.Next(DicomTransferSyntax.All.Count)],
                [.. AnySet(random, depth: 0)])),
        ];
    }

    // Elements of any VR, a character set or none, and sequences of such sets.
    private static IEnumerable<Sample> AnySet(Random random, int depth)
    {
        IEnumerable<Sample> text = random.Next(3) == 0 ? CharacterSets[random.Next(CharacterSets.Length)].Samples : [];
        List<Sample> samples =
        [
            .. SelectorValues.All.Where(_ => random.Next(3) == 0).Select(sample => random.Next(2) == 0
                ? SelectorValues.One(sample, random.Next(5))
                : SelectorValues.Several(sample)),
            new SampleSequence(DicomTag.SelectorCodeSequenceValue, [.. Enumerable
                .Range(0, depth < MaxDepth ? random.Next(3) : 0).Select(_ => AnySet(random, depth + 1).ToArray())]),
            .. text,
        ];
        return samples.GroupBy(sample => sample.Tag).Select(same => same.Last());
    }
}
