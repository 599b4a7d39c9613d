using System.Text.Json.Nodes;
using Wlmscp.Tests.Web;

namespace WorklistScp.Interop.Tests.DicomwebClient;

/// <summary>The client that viewers use reads what the search answers.</summary>
public sealed class DicomwebClientTests
{
    private static readonly string Script = Path.Join(
        WlmscpProgram.RepositoryRoot, "tests", "WorklistScp.Interop.Tests", "DicomwebClient", "search.mjs");

    [Theory]
    [InlineData("P1,P2")]
    [InlineData("P2", "PatientName=M*")]
    [InlineData("P1", "00400100.00080060=CT", "limit=1")]
    [InlineData("", "PatientID=nobody")]
    public async Task Client_OfViewers_ReadsTheSearch(string expected, params string[] keys)
    {
        await using WebScene scene = await WebScene.StartAsync(area =>
        {
            area.Write("1.wl", new Entry { PatientID = "P1", Modality = "CT", StudyInstanceUID = "1.2.1", StartDate = "20261201" });
            area.Write("2.wl", new Entry
            {
                PatientID = "P2", PatientName = "Müller^Jörg", CharacterSet = "ISO_IR 100", StudyInstanceUID = "1.2.2",
                StartDate = "20261202",
            });
        });

        ProgramRun run = await ProgramRun.RunAsync(
            "node",
            [
                Script, $"{scene.Address}dicomweb/AETITLE_1",
                $"{scene.As("read").DefaultRequestHeaders.Authorization}", .. keys,
            ]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            expected, string.Join(',', JsonNode.Parse(run.Output)!.AsArray().Select(step => step!.ValueOf("00100020"))));
    }
}
