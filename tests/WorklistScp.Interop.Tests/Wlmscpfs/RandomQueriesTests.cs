using System.Globalization;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>Random queries over random entries, asked of both servers.</summary>
public sealed class RandomQueriesTests(ITestOutputHelper output)
{
    private const int EntryCount = 300;
    private const int QueryCount = 500;

    /// <summary>Set this environment variable to repeat a run.</summary>
    private const string SeedVariable = "WLMSCP_TEST_SEED";

    [Fact]
    public async Task RandomQueries_AskedOfBothServers_AreAnsweredAlike()
    {
        int seed = int.TryParse(
            Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out int given)
            ? given
            : Random.Shared.Next();
        // On the console, where a run that passes shows it too.
        await Console.Out.WriteLineAsync($"{SeedVariable}={seed}");
        var random = new Random(seed);
        using var root = new TemporaryDirectory();
        List<DicomDataset> entries = WriteEntries(root.Path, random);
        await using BothServers servers = await BothServers.StartAsync(root.Path, "RANDOM", "--name-matching", "exact");

        var queries = new RandomQueries(random, entries);
        var withMatches = 0;
        for (var i = 0; i < QueryCount; i++)
        {
            DicomDataset query = queries.Next();
            int matches = await servers.CompareAsync(query, $"{SeedVariable}={seed}, query {i}:\n{Answer.Dump(query)}");
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
