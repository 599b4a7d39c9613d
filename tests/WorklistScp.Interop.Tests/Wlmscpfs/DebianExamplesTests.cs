using WorklistScp.Dicom.DumpText;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>The worklist database and the queries that DCMTK brings, asked of both servers.</summary>
public sealed class DebianExamplesTests
{
    private const string Examples = "/usr/share/doc/dcmtk/examples";

    [Fact]
    public async Task AllExampleQueries_AskedOfBothServers_AreAnsweredAlike()
    {
        using var root = new TemporaryDirectory();
        var area = new WorklistArea(root.Path, "OFFIS");
        foreach (string dump in Directory.GetFiles($"{Examples}/wlistdb/OFFIS", "*.dump"))
        {
            string file = area.Combine(Path.GetFileNameWithoutExtension(dump) + ".wl");
            ProgramRun run = await ProgramRun.RunAsync("dump2dcm", "-g", dump, file);
            Assert.True(run.ExitCode == 0 && File.Exists(file), run.Error);
        }

        await using BothServers servers = await BothServers.StartAsync(root.Path, "OFFIS");
        var matches = new List<int>();
        for (var i = 0; i <= 12; i++)
        {
            string query = $"{Examples}/wlistqry/wlistqry{i}.dump";
            DicomDataset identifier = DicomDumpReader.Read(
                await File.ReadAllBytesAsync(query, TestContext.Current.CancellationToken)).Dataset;
            matches.Add(await servers.CompareAsync(identifier, query));
        }

        Assert.Equal([10, 10, 0, 10, 0, 6, 0, 0, 0, 0, 10, 10, 0], matches);
    }
}
