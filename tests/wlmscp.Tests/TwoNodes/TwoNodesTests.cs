using System.Diagnostics;
using System.Net.NetworkInformation;
using Wlmscp.Tests.Faults;
using Wlmscp.Tests.Load;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.TwoNodes;

/// <summary>A daemon on each of two nodes that replicate the storage areas, and HAProxy before them.</summary>
public sealed class TwoNodesTests : IDisposable
{
    private const int Associations = 4;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("any")]
    [InlineData("rename")]
    public async Task Answers_OfOneNode_WhileTheOtherWrites_HoldOneGenerationAndTheLastOneFinished(string writers)
    {
        await using GlusterNodes nodes = await GlusterNodes.StartAsync();
        var writer = new GenerationWriter(new WorklistArea(nodes.A), onlyRenames: writers == "rename");
        writer.WriteFirst();
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", nodes.B, "--writers", writers);
        DicomClient[] clients = await Task.WhenAll(
            Enumerable.Range(0, Associations).Select(_ => daemon.ConnectAsync()));

        await new ConsistencyRun(writer, leastOfEach: 1).RunAsync(
            clients, ConsistencyRun.DurationOr(TimeSpan.FromSeconds(5)));

        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task Node_ThatIsKilled_TakesNoOtherAssociationsThanItsOwn()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/haproxy"), "haproxy is not installed");
        await using GlusterNodes nodes = await GlusterNodes.StartAsync();
        Bystander.MakeArea(nodes.A);
        await using WlmscpProcess first = await StartAsync(nodes.A);
        await using WlmscpProcess second = await StartAsync(nodes.B);
        int port = FreePort.Find();
        using Process proxy = await StartProxyAsync(port, first.Port, second.Port);
        try
        {
            Bystander[] bystanders = await Task.WhenAll(
                Enumerable.Range(0, Associations).Select(_ => Bystander.StartAsync(port)));

            using (var killed = Process.GetProcessById(first.Id))
            {
                killed.Kill();
            }

            await nodes.KillAAsync();

            // Each node had half of them.
            int served = 0;
            foreach (Bystander bystander in bystanders)
            {
                served += await IsServedAsync(bystander) ? 1 : 0;
                await bystander.DisposeAsync();
            }

            Assert.Equal(Associations / 2, served);

            // HAProxy goes to the other one when it cannot connect to the first.
            for (var i = 0; i < Associations; i++)
            {
                await using Bystander after = await Bystander.StartAsync(port);
                await after.FinishAsync();
            }
        }
        finally
        {
            proxy.Kill();
            await proxy.WaitForExitAsync(Cancelled);
        }
    }

    private static async Task<bool> IsServedAsync(Bystander bystander)
    {
        try
        {
            await bystander.GetAnswersAsync(20);
            return true;
        }
        catch (Exception e) when (e is IOException or DicomAssociationAbortedException)
        {
            return false;
        }
    }

    private static Task<WlmscpProcess> StartAsync(string directory) =>
        WlmscpProcess.StartAsync("--dir", directory, "--proxy-protocol", "127.0.0.0/8");

    // As samples/deploy/haproxy.cfg, with other addresses.
    private async Task<Process> StartProxyAsync(int port, int first, int second)
    {
        string config = await File.ReadAllTextAsync(
            Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy", "haproxy.cfg"), Cancelled);
        string file = _directory.Combine("haproxy.cfg");
        string adapted = config
            .Replace("bind :104", $"bind 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("192.0.2.11:11112", $"127.0.0.1:{first}", StringComparison.Ordinal)
            .Replace("192.0.2.12:11112", $"127.0.0.1:{second}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, adapted, Cancelled);
        Process proxy = Process.Start("/usr/sbin/haproxy", ["-f", file, "-db"]);
        await Eventually.IsTrueAsync(() => IsListening(port), "HAProxy");
        return proxy;
    }

    private static bool IsListening(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
        .Any(listener => listener.Port == port);
}
