using System.Text;
using Microsoft.Win32.SafeHandles;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Hl7;

/// <summary>The drop folder: what is taken, in which order, and where it goes.</summary>
public sealed class Hl7FolderTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly TemporaryDirectory _folder = new();
    private readonly WorklistArea _area;

    public Hl7FolderTests()
    {
        _area = new WorklistArea(_root.Path, "RADIOLOGY");
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _root.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Files_AreTaken_AndMovedWithTheirAnswers()
    {
        await using WlmscpProcess daemon = await StartAsync();
        Drop("good.hl7", Hl7Messages.Order(), 1);
        Drop("bad.hl7", Hl7Messages.OrderOfNobody("M2"), 2);

        await WaitForAsync("done/good.hl7", "failed/bad.hl7");

        Assert.Contains("\rMSA|AA|M1", Read("done/good.hl7.ack"), StringComparison.Ordinal);
        Assert.Contains("\rMSA|AE|M2", Read("failed/bad.hl7.ack"), StringComparison.Ordinal);
        Assert.Equal(Hl7Messages.Order(), await File.ReadAllBytesAsync(_folder.Combine("done/good.hl7"), Cancelled));
        Assert.Single(Directory.GetFiles(_area.Path, "*.wl"));
        await daemon.WaitForErrorLineAsync(line =>
            line.EndsWith(" INFO good.hl7:1: ORM^O01 M1 of RIS|CLINIC: AA", StringComparison.Ordinal));
        await daemon.WaitForErrorLineAsync(line =>
            line.Contains(" WARN bad.hl7:1: ORM^O01 M2 of RIS|CLINIC: AE, PID-3", StringComparison.Ordinal));
        await daemon.WaitForErrorLineAsync(line =>
            line.EndsWith(" WARN bad.hl7: 1 of 1 messages refused; now failed/bad.hl7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examples_InTheOrderOfTheirTime_EndAsByThePort()
    {
        var age = 0;
        foreach ((string name, byte[] bytes) in Hl7Messages.AllExamples().Reverse()) // their names say the reverse
        {
            Drop($"{9 - name[0] + '0'}.hl7", bytes, age++);
        }

        await using WlmscpProcess daemon = await StartAsync();
        await Eventually.IsTrueAsync(() => Directory.GetFiles(_folder.Path).Length == 0, "an empty folder");
        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal(
            ["M0008", "M0007", "M0006", "M0005", "M0004", "M0003", "M0002", "M0001"],
            daemon.ErrorLines.Select(line => line.Split(' ').FirstOrDefault(IsControlID)).OfType<string>());
        Assert.Equal(["1.hl7"], Directory.GetFiles(_folder.Combine("failed"), "*.hl7").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Batch_IsOneFileWithAnAnswerForEachMessage()
    {
        byte[] batch =
        [
            .. "FHS|^~\\&\rBHS|^~\\&\r"u8, .. Hl7Messages.Order(), .. Hl7Messages.OrderOfNobody("M2"),
            .. Hl7Messages.Order("M3"), .. "BTS|3\rFTS|1\r"u8,
        ];
        await using WlmscpProcess daemon = await StartAsync();
        Drop("batch.HL7", batch);

        await WaitForAsync("failed/batch.HL7");

        Assert.Equal(
            ["MSA|AA|M1", "MSA|AE|M2", "MSA|AA|M3"],
            Read("failed/batch.HL7.ack").Split('\r').Where(line => line.StartsWith("MSA", StringComparison.Ordinal))
                .Select(line => line[..9]));
        Assert.Single(Directory.GetFiles(_area.Path, "*.wl"));
    }

    [Fact]
    public async Task NameThatIsTaken_GetsANumber()
    {
        await using WlmscpProcess daemon = await StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            Drop("order.hl7", Hl7Messages.Order($"M{i}"));
            await WaitForAsync(i == 1 ? "done/order.hl7" : $"done/order-{i}.hl7");
        }

        Assert.Contains("MSA|AA|M1", Read("done/order.hl7.ack"), StringComparison.Ordinal);
        Assert.Contains("MSA|AA|M3", Read("done/order-3.hl7.ack"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherNames_Links_AndFifos_AreLeftAlone()
    {
        string elsewhere = _root.Combine("elsewhere.hl7");
        await File.WriteAllBytesAsync(elsewhere, Hl7Messages.Order("M7"), Cancelled);
        Drop(".hidden.hl7", Hl7Messages.Order("M2"));
        Drop("order.txt", Hl7Messages.Order("M3"));
        File.CreateSymbolicLink(_folder.Combine("link.hl7"), elsewhere);
        Directory.CreateDirectory(_folder.Combine("directory.hl7"));
        Assert.Equal(0, (await ProgramRun.RunAsync("mkfifo", _folder.Combine("fifo.hl7"))).ExitCode);
        await using WlmscpProcess daemon = await StartAsync();
        Drop("last.hl7", Hl7Messages.Order());

        await WaitForAsync("done/last.hl7");

        Assert.Equal(
            [".hidden.hl7", "fifo.hl7", "link.hl7", "order.txt"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await daemon.WaitForErrorLineAsync(line => line.Contains("ORM^O01 M1", StringComparison.Ordinal));
        Assert.Single(daemon.ErrorLines, line => line.Contains("ORM^O01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FileThatIsTooLong_OrHasNoMessage_Fails()
    {
        await using WlmscpProcess daemon = await StartAsync();
        using (FileStream file = File.Create(_folder.Combine("long.hl7")))
        {
            file.SetLength((64 * 1024 * 1024) + 1);
        }

        Drop("empty.hl7", []);

        await WaitForAsync("failed/long.hl7", "failed/empty.hl7");

        Assert.Empty(Directory.GetFiles(_folder.Combine("failed"), "*.ack"));
        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            " WARN long.hl7: 67108865 bytes, expected at most 67108864; now failed/long.hl7", StringComparison.Ordinal));
        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            " WARN empty.hl7: no HL7 message, expected one at least, which begins with MSH; now failed/empty.hl7",
            StringComparison.Ordinal));
    }

    // It grows until its end is there; what had come by then would be refused.
    [Fact]
    public async Task FileThatIsBeingWritten_IsTakenWhenItIsWhole()
    {
        await using WlmscpProcess daemon = await StartAsync();
        byte[] order = Hl7Messages.Order();
        using (FileStream file = new(_folder.Combine("slow.hl7"), FileMode.Create, FileAccess.Write, FileShare.Read, 0))
        {
            for (var at = 0; at < order.Length; at += 40)
            {
                await file.WriteAsync(order.AsMemory(at, Math.Min(40, order.Length - at)), Cancelled);
                await Task.Delay(250, Cancelled); // a writer that is slow, longer than a look at the folder takes
            }
        }

        await WaitForAsync("done/slow.hl7");

        await daemon.WaitForErrorLineAsync(line => line.Contains("ORM^O01", StringComparison.Ordinal));
        Assert.Single(daemon.ErrorLines, line => line.Contains("ORM^O01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FullDisk_KeepsFilesInTheirOrder_UntilThereIsRoom()
    {
        using SmallFileSystem disk = await SmallFileSystem.MountAsync();
        var area = new WorklistArea(disk.Path, "RADIOLOGY");
        await using WlmscpProcess daemon =
            await WlmscpProcess.StartAsync("-v", "--dir", disk.Path, "--hl7-folder", _folder.Path);
        disk.Fill();
        Drop("1.hl7", Hl7Messages.Order());
        Drop("2.hl7", Hl7Messages.Order("M2"));

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            $"--hl7-folder {_folder.Path}: 1.hl7 cannot be carried out now; its files wait, trying again",
            StringComparison.Ordinal));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        disk.Free();
        await WaitForAsync("done/1.hl7", "done/2.hl7");

        await daemon.WaitForErrorLineAsync(line =>
            line.EndsWith("its files are taken again", StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(area.Path, "*.wl"));
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains(" 2.hl7:1: ", StringComparison.Ordinal)
            && line.Contains("AR", StringComparison.Ordinal));
    }

    // Killed after it was carried out: it lies there as before, perhaps with its answer.
    [Fact]
    public async Task FileThatWasCarriedOutBefore_ChangesNothing()
    {
        await using WlmscpProcess daemon = await StartAsync();
        Drop("1.hl7", Hl7Messages.Order());
        await WaitForAsync("done/1.hl7");
        string entry = Assert.Single(Directory.GetFiles(_area.Path, "*.wl"));
        DateTime written = File.GetLastWriteTimeUtc(entry);

        File.Move(_folder.Combine("done/1.hl7"), _folder.Combine("1.hl7"));
        await WaitForAsync("done/1.hl7");

        Assert.Equal(entry, Assert.Single(Directory.GetFiles(_area.Path, "*.wl")));
        Assert.Equal(written, File.GetLastWriteTimeUtc(entry));
        Assert.Equal(
            ["1.hl7", "1.hl7.ack"],
            Directory.GetFiles(_folder.Combine("done")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    // An answer that was being written when the daemon was killed.
    [Fact]
    public async Task Leftovers_OfHoursAgo_AreRemovedAtTheStart()
    {
        string left = _folder.Combine("done/.4be0643fa7e44ab5a4b0d3a7a3c1d9c0.tmp");
        Directory.CreateDirectory(_folder.Combine("done"));
        await File.WriteAllTextAsync(left, "MSH", Cancelled);
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-2));

        await using WlmscpProcess daemon = await StartAsync();

        await Eventually.IsTrueAsync(() => !File.Exists(left), "the leftover is removed");
    }

    [Fact]
    public async Task Killed_AtAnyTime_LosesAndDoublesNothing()
    {
        for (var i = 0; i < 30; i++)
        {
            string order = Encoding.ASCII.GetString(Hl7Messages.Order($"M{i}"))
                .Replace("9999.1^", $"9999.{i}^", StringComparison.Ordinal)
                .Replace("|A1|", $"|A{i}|", StringComparison.Ordinal);
            Drop($"{i:00}.hl7", Encoding.ASCII.GetBytes(order), i);
        }

        for (var done = 0; done < 30;)
        {
            await using WlmscpProcess daemon = await StartAsync();
            int before = done;
            await Eventually.IsTrueAsync(() => (done = CountDone()) > before, "a file that is done");
        }

        Assert.Equal(30, Directory.GetFiles(_area.Path, "*.wl").Length);
        Assert.Equal(60, Directory.GetFiles(_folder.Combine("done"), "*.hl7*").Length); // not what was being written
    }

    [Fact]
    public async Task FolderThatVanishes_IsAnError_AndComesBack()
    {
        await using WlmscpProcess daemon = await StartAsync();
        Directory.Move(_folder.Path, $"{_folder.Path}-away");
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $" EROR --hl7-folder {_folder.Path}: ", StringComparison.Ordinal)
            && line.EndsWith("no such file or directory; its files wait, trying again", StringComparison.Ordinal));

        Directory.Move($"{_folder.Path}-away", _folder.Path);
        Drop("1.hl7", Hl7Messages.Order());
        await WaitForAsync("done/1.hl7");

        Assert.Single(daemon.ErrorLines, line => line.Contains("trying again", StringComparison.Ordinal));
        Assert.Equal(0, await daemon.StopAsync());
    }

    // What waits for the lock of the area is in work; the second signal does not wait for it.
    [Fact]
    public async Task Signal_WithAFileInWork_LeavesItForTheNextStart()
    {
        await using (WlmscpProcess daemon = await StartAsync())
        {
            using SafeFileHandle? writer = LockFiles.TryFlock(_area.LockFile);
            Drop("1.hl7", Hl7Messages.Order());
            await Task.Delay(2500, Cancelled); // that it is in work is not told
            daemon.Signal(System.Runtime.InteropServices.PosixSignal.SIGTERM);
            daemon.Signal(System.Runtime.InteropServices.PosixSignal.SIGTERM);
            Assert.Equal(0, await daemon.WaitForExitAsync());
        }

        Assert.True(File.Exists(_folder.Combine("1.hl7")));
        await using WlmscpProcess next = await StartAsync();
        await WaitForAsync("done/1.hl7");
    }

    [Theory]
    [InlineData("")]
    [InlineData("drop")]
    [InlineData("RADIOLOGY/drop")]
    public async Task FolderWithinTheStorageAreas_IsRefused(string name)
    {
        string folder = _root.Combine(name);
        Directory.CreateDirectory(folder);

        ProgramRun run =
            await ProgramRun.WlmscpAsync("--port", "0", "--dir", _root.Path, "--hl7-folder", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"wlmscp: --hl7-folder {folder}: it is in --dir {_root.Path}, whose directories are storage areas, "
                + "expected one elsewhere",
            Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task DoneThatIsALink_IsOneLineAtTheStart()
    {
        Directory.CreateSymbolicLink(_folder.Combine("done"), _root.Path);

        ProgramRun run =
            await ProgramRun.WlmscpAsync("--port", "0", "--dir", _root.Path, "--hl7-folder", _folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"wlmscp: --hl7-folder {_folder.Path}: its directory done is a symbolic link, expected a directory to take files "
                + "of, and to write to",
            Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task NameThatIsNotUtf8_IsAWarning()
    {
        await using WlmscpProcess daemon = await StartAsync();
        string order = _root.Combine("order.txt");
        await File.WriteAllBytesAsync(order, Hl7Messages.Order(), Cancelled);
        ProgramRun copied = await ProgramRun.RunAsync(
            "bash", "-c", $"cp {order} {_folder.Path}/$(printf 'm\\374ller').hl7");
        Assert.Equal(0, copied.ExitCode);

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            ".hl7: not taken: its name is not UTF-8, expected one that is; rename it", StringComparison.Ordinal));

        // The runtime could not remove it.
        Assert.Equal(0, (await ProgramRun.RunAsync("bash", "-c", $"rm {_folder.Path}/*.hl7")).ExitCode);
    }

    [Fact]
    public async Task FolderThatIsNotThere_IsOneLineAtTheStart()
    {
        string folder = _folder.Combine("nowhere");

        ProgramRun run =
            await ProgramRun.WlmscpAsync("--port", "0", "--dir", _root.Path, "--hl7-folder", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"wlmscp: --hl7-folder {folder}: no such file or directory, expected a directory to take files of, "
                + "and to write to",
            Assert.Single(run.ErrorLines));
    }

    private static bool IsControlID(string word) => word.StartsWith("M000", StringComparison.Ordinal);

    private Task<WlmscpProcess> StartAsync() =>
        WlmscpProcess.StartAsync("-v", "--dir", _root.Path, "--hl7-folder", _folder.Path);

    // Written elsewhere, then moved; of files with an age the order is known.
    private void Drop(string name, byte[] bytes, int? age = null)
    {
        string temporary = _folder.Combine($".{name}.tmp");
        File.WriteAllBytes(temporary, bytes);
        if (age is { } seconds)
        {
            File.SetLastWriteTimeUtc(temporary, DateTime.UnixEpoch.AddDays(20_000).AddSeconds(seconds));
        }

        File.Move(temporary, _folder.Combine(name));
    }

    private string Read(string name) => File.ReadAllText(_folder.Combine(name), Encoding.Latin1);

    private int CountDone() => Directory.Exists(_folder.Combine("done"))
        ? Directory.GetFiles(_folder.Combine("done"), "*.hl7").Length
        : 0;

    private async Task WaitForAsync(params string[] names)
    {
        foreach (string name in names)
        {
            await Eventually.IsTrueAsync(() => File.Exists(_folder.Combine(name)), name);
        }
    }
}
