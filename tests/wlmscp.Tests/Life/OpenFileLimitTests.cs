using System.Diagnostics;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Life;

/// <summary>Shells let a program open 1,024 files, unless it asks for what the system allows it.</summary>
public sealed class OpenFileLimitTests
{
    [Fact]
    public async Task Daemon_StartedWithALowSoftLimit_ServesMoreAssociationsThanThat()
    {
        using var root = new TemporaryDirectory();
        new WorklistArea(root.Path).Write("1.wl", new Entry());
        ProcessStartInfo startInfo = WlmscpProgram.StartInfo("--dir", root.Path, "--port", "0");
        ProcessStartInfo shell = new(
            "sh", ["-c", "ulimit -Sn 256; exec \"$0\" \"$@\"", startInfo.FileName, .. startInfo.ArgumentList,
                "--max-associations", "400"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(shell);

        DicomClient[] clients = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => daemon.ConnectAsync()));
        int[] counts = await Task.WhenAll(clients.Select(CountAsync));

        Assert.All(counts, count => Assert.Equal(1, count));
    }

    private static async Task<int> CountAsync(DicomClient client)
    {
        await using (client)
        {
            int responses = (await client.FindAsync(Keys.Key(DicomTag.PatientID))).Count;
            await client.ReleaseAsync(TestContext.Current.CancellationToken);
            return responses - 1;
        }
    }
}
