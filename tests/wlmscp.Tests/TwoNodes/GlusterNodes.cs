using System.Diagnostics;

namespace Wlmscp.Tests.TwoNodes;

/// <summary>
/// Two nodes that replicate a GlusterFS volume, in namespaces of their own, each with a mount of it.
/// </summary>
internal sealed class GlusterNodes : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private GlusterNodes()
    {
    }

    /// <summary>Where the first node sees the volume.</summary>
    public string A => Path.Join(Home, "a");

    /// <summary>Where the second node does.</summary>
    public string B => Path.Join(Home, "b");

    private string Home => _directory.Combine("nodes");

    private static string Script =>
        Path.Join(WlmscpProgram.RepositoryRoot, "tests", "wlmscp.Tests", "TwoNodes", "two-nodes.sh");

    /// <summary>Builds them; skips the test where that is not possible.</summary>
    public static async Task<GlusterNodes> StartAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only the superuser can make the nodes of GlusterFS");
        Assert.SkipUnless(File.Exists("/dev/fuse"), "this kernel has no file systems of user space");
        Assert.SkipUnless(File.Exists("/usr/sbin/glusterd"), "glusterfs-server is not installed");
        var nodes = new GlusterNodes();
        try
        {
            // Without it the client remembers a second what files are like, whatever it is asked.
            await nodes.RunAsync("up", nodes.Home, "performance.stat-prefetch=off");
            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends all processes of the first node at once.</summary>
    public Task KillAAsync() => RunAsync("kill", Home, "a");

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down", Home);
        _directory.Dispose();
    }

    // Its daemons keep the standard streams: nothing is read of what they say.
    private async Task RunAsync(params string[] arguments)
    {
        string output = _directory.Combine("output");
        using Process script = Process.Start(
            "bash", ["-c", "\"$@\" > \"$0\" 2>&1 < /dev/null", output, "bash", Script, .. arguments]);
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, await File.ReadAllTextAsync(output));
    }
}
