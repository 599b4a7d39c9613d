using System.Buffers;
using WorklistScp.Dicom.IO;
using Xunit.Sdk;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>Random queries over random entries, asked of both servers.</summary>
public sealed class RandomQueriesTests(ITestOutputHelper output)
{
    private const string Area = "RANDOM";
    private const int EntryCount = 300;
    private const int QueriesPerAssociation = 5;

    private static readonly int QueryCount = RandomCases.Of(500);

    [Fact]
    public async Task RandomQueries_AskedOfBothServers_AreAnsweredAlike()
    {
        int seed = await Seed.ChooseAsync();
        var random = new Random(seed);
        using var root = new TemporaryDirectory();
        List<DicomDataset> entries = WriteEntries(root.Path, random);
        await using BothServers servers = await BothServers.StartAsync(
            root.Path, Area, "--name-matching", "exact", "-cs0");

        var queries = new RandomQueries(random, entries);
        var associations = new RandomAssociations(random, Area);
        var withMatches = 0;
        for (var i = 0; i < QueryCount; i += QueriesPerAssociation)
        {
            WireAssociation association = associations.Next();
            string place = $"{Seed.Variable}={seed}, query {i}, {association}";
            withMatches += await CompareAsync(servers, association, queries, random, place);
        }

        output.WriteLine($"{withMatches} of {QueryCount} queries had matches");
        Assert.InRange(withMatches, QueryCount / 10, QueryCount - (QueryCount / 10));
    }

    // The number of queries with matches.
    private static async Task<int> CompareAsync(
        BothServers servers, WireAssociation association, RandomQueries queries, Random random, string place)
    {
        var withMatches = 0;
        var asked = "nothing yet";
        try
        {
            await using BothAssociations both = await servers.OpenAsync(association);
            for (var i = 0; both.IsAccepted && i < QueriesPerAssociation; i++)
            {
                (DicomDataset query, Difference difference) = queries.Next();
                int zeros = random.Next(4) == 0 ? 4 * random.Next(1, 9) : 0;
                asked = $"{Answer.Dump(query)}{zeros} zero bytes behind it";
                withMatches += await both.CompareAsync(
                    [.. Encode(query, association.Syntax), .. new byte[zeros]], difference) > 0 ? 1 : 0;
            }
        }
        catch (Exception e) when (e is XunitException or IOException)
        {
            Assert.Fail($"{place}:\n{asked}\n{e.Message}");
        }

        return withMatches;
    }

    private static byte[] Encode(DicomDataset query, DicomTransferSyntax syntax)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(query, syntax, output);
        return output.WrittenSpan.ToArray();
    }

    private static List<DicomDataset> WriteEntries(string root, Random random)
    {
        var area = new WorklistArea(root, Area);
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
