using System.Diagnostics;

namespace Wlmscp.Tests.Areas;

/// <summary>The system lets the daemon watch no directory, as on network disks.</summary>
public sealed class UnwatchedTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public UnwatchedTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry { PatientID = "A" });
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Area_ThatCannotBeWatched_IsAWarning_AndEveryChangeIsSeen()
    {
        await using WlmscpProcess daemon = await StartAsync();

        Assert.Equal(["A"], await daemon.FindPatientIDsAsync());
        _area.Write("1.wl", new Entry { PatientID = "B" });
        Assert.Equal(["B"], await daemon.FindPatientIDsAsync());

        await daemon.WaitForErrorLineAsync(line => line.Contains(
            "AETITLE_1: every file is looked at for every query, changes cannot be watched: ",
            StringComparison.Ordinal));
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task WritersThatRename_AreSeenAtOnce_AndWhatBreaksThePromiseIsFoundAndSaid()
    {
        await using WlmscpProcess daemon = await StartAsync("--writers", "rename");

        Assert.Equal(["A"], await daemon.FindPatientIDsAsync());
        _area.Write("new", new Entry { PatientID = "RENAMED" });
        File.Move(_area.Combine("new"), _area.Combine("1.wl"), overwrite: true);
        Assert.Equal(["RENAMED"], await daemon.FindPatientIDsAsync());

        _area.Write("1.wl", new Entry { PatientID = "TOUCHED" });
        File.SetLastWriteTimeUtc(_area.LockFile, DateTime.UtcNow);
        Assert.Equal(["TOUCHED"], await daemon.FindPatientIDsAsync());

        // By then two changes cannot have left the same times behind, and a file's time tells of any change.
        string[] answer;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            answer = await daemon.FindPatientIDsAsync();
        }
        while (DateTime.UtcNow - File.GetLastWriteTimeUtc(_area.Combine("1.wl")) < TimeSpan.FromSeconds(4));
        Assert.Equal(["TOUCHED"], answer);

        _area.Write("1.wl", new Entry { PatientID = "IN PLACE" });
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            "AETITLE_1: 1.wl was changed, but neither by renaming a file into place nor with a touch of the lockfile",
            StringComparison.Ordinal));
        Assert.Equal(["IN PLACE"], await daemon.FindPatientIDsAsync());
        Assert.DoesNotContain(
            daemon.ErrorLines, line => line.Contains("every file is looked at", StringComparison.Ordinal));
        Assert.Equal(0, await daemon.StopAsync());
    }

    // In a namespace of its own a user may forbid himself all watches.
    private async Task<WlmscpProcess> StartAsync(params string[] options)
    {
        ProcessStartInfo start = WlmscpProgram.StartInfo(["--port", "0", "--dir", _root.Path, .. options]);
        string[] unshare =
        [
            "unshare", "--user", "--map-root-user", "sh", "-c",
            "echo 0 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\"",
        ];
        using (Process trial = Process.Start(unshare[0], [.. unshare[1..], "true"]))
        {
            await trial.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(trial.ExitCode == 0, "namespaces of users are not allowed here");
        }

        string[] program = [start.FileName, .. start.ArgumentList];
        start.FileName = unshare[0];
        start.ArgumentList.Clear();
        foreach (string word in (string[])[.. unshare[1..], .. program])
        {
            start.ArgumentList.Add(word);
        }

        return await WlmscpProcess.StartAsync(start);
    }
}
