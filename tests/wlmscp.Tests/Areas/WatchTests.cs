using System.Globalization;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Areas;

/// <summary>How the daemon has the system tell of changes.</summary>
public sealed class WatchTests : IDisposable
{
    private const int Areas = 20;

    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    // A user may have few instances of inotify, and many watches.
    [Fact]
    public async Task Areas_Many_ShareOneInstance_AndOneThatIsGoneIsForgotten()
    {
        for (var i = 0; i < Areas; i++)
        {
            new WorklistArea(_root.Path, NameOf(i)).Write("1.wl", new Entry { PatientID = NameOf(i) });
        }

        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        for (var i = 0; i < Areas; i++)
        {
            await AssertAnswersAsync(daemon, NameOf(i));
        }

        string instance = Assert.Single(InstancesOf(daemon));
        int watches = CountWatches(instance);
        Assert.SkipUnless(watches > 0, "directories here are not watched");
        Assert.Equal(Areas, watches);

        Directory.Delete(_root.Combine(NameOf(0)), recursive: true);
        await Assert.ThrowsAsync<DicomAssociationRejectedException>(
            () => Peers.ConnectAsync(daemon.Port, NameOf(0)));
        await AssertAnswersAsync(daemon, NameOf(1));
        Assert.Equal(Areas - 1, CountWatches(instance));

        new WorklistArea(_root.Path, NameOf(0)).Write("1.wl", new Entry { PatientID = NameOf(0) });
        await AssertAnswersAsync(daemon, NameOf(0));
        Assert.Equal(Areas, CountWatches(instance));
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"AREA{number}");

    private static async Task AssertAnswersAsync(WlmscpProcess daemon, string area)
    {
        await using DicomClient client = await Peers.ConnectAsync(daemon.Port, area);
        Assert.Equal(2, (await client.FindAsync(Keys.Key(DicomTag.PatientID, area))).Count);
    }

    // The files in /proc that tell about them.
    private static string[] InstancesOf(WlmscpProcess daemon) =>
    [
        .. new DirectoryInfo($"/proc/{daemon.Id}/fd").GetFileSystemInfos()
            .Where(file => file.LinkTarget?.EndsWith("anon_inode:inotify", StringComparison.Ordinal) == true)
            .Select(file => $"/proc/{daemon.Id}/fdinfo/{file.Name}"),
    ];

    private static int CountWatches(string instance) =>
        File.ReadAllLines(instance).Count(line => line.StartsWith("inotify wd:", StringComparison.Ordinal));
}
