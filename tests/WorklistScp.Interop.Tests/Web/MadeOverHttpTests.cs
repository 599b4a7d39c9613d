using Wlmscp.Tests.Web;
using WorklistScp.Interop.Tests.Wlmscpfs;

namespace WorklistScp.Interop.Tests.Web;

/// <summary>What is made over HTTP is found by DCMTK's findscu, of wlmscp and of wlmscpfs beside it, in the next query.</summary>
public sealed class MadeOverHttpTests
{
    [Fact]
    public async Task Entry_MadeOverHttp_IsFoundByFindscuOfBoth()
    {
        await using WebScene scene = await WebScene.StartAsync();
        await using WlmscpfsProcess wlmscpfs = await WlmscpfsProcess.StartAsync(scene.Root);
        HttpClient desk = scene.As("desk");

        WebAnswer made = await desk.SendAsync("POST", "rs/AETITLE_1/mwlitems", WebRequests.NewEntry(patientID: "NEW1"));

        Assert.Equal(201, made.Status);
        foreach (int port in (int[])[scene.Daemon.Port, wlmscpfs.Port])
        {
            Assert.Contains("[NEW1", await FindAsync(port), StringComparison.Ordinal);
        }

        string path = $"rs/AETITLE_1/mwlitems/{made.ValueOf("0020000D")}/{made.ValueOf("00400100", "00400009")}";
        Assert.Equal(204, (await desk.SendAsync("POST", $"{path}/status/CANCELED")).Status);
        foreach (int port in (int[])[scene.Daemon.Port, wlmscpfs.Port])
        {
            Assert.DoesNotContain("[NEW1", await FindAsync(port), StringComparison.Ordinal);
        }
    }

    private static async Task<string> FindAsync(int port)
    {
        ProgramRun run = await ProgramRun.RunAsync(
            "findscu", ["-W", "-aec", "AETITLE_1", "-k", "PatientID", "-k", "PatientName", "127.0.0.1", $"{port}"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output + run.Error;
    }
}
