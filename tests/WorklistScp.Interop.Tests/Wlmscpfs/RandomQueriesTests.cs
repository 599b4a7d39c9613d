namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>Random queries over random entries, asked of both servers.</summary>
public sealed class RandomQueriesTests(ITestOutputHelper output)
{
    private const int EntryCount = 300;

    private static readonly int QueryCount = RandomCases.Of(500);

    [Fact]
    public async Task RandomQueries_AskedOfBothServers_AreAnsweredAlike()
    {
        int seed = await Seed.ChooseAsync();
        var random = new Random(seed);
        using var root = new TemporaryDirectory();
        List<DicomDataset> entries = WriteEntries(root.Path, random);
        await using BothServers servers = await BothServers.StartAsync(root.Path, "RANDOM", "--name-matching", "exact");

        var queries = new RandomQueries(random, entries);
        var withMatches = 0;
        for (var i = 0; i < QueryCount; i++)
        {
            DicomDataset query = queries.Next();
            int matches = await servers.CompareAsync(
                query, $"{Seed.Variable}={seed}, query {i}:\n{Answer.Dump(query)}");
            withMatches += matches > 0 ? 1 : 0;
        }

        output.WriteLine($"{withMatches} of {QueryCount} queries had matches");
        Assert.InRange(withMatches, QueryCount / 10, QueryCount - (QueryCount / 10));
    }

    private static List<DicomDataset> WriteEntries(string root, Random random)
    {
        var area = new WorklistArea(root, "RANDOM");
        var generator = new RandomEntries(random);
        var entries = new List<DicomDataset>();
        for (var i = 0; i < EntryCount; i++)
        {
            DicomDataset entry = generator.Next(i);
            area.Write($"{i:000}.wl", entry);
            entries.Add(entry);
        }

        return entries;
    }
}
