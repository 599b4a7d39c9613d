using System.Globalization;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Catalog;

public sealed class ScanTests
{
    private static readonly StorageAreaOptions NoWatch = new() { RescanInterval = TimeSpan.Zero };

    [Fact]
    public async Task Scan_ManyFilesAtFirst_GivesThemAll()
    {
        using var area = new TestArea();
        WriteMany(area, 500);

        WorklistSnapshot snapshot = await area.ReadAsync();

        Assert.Equal(Enumerable.Range(0, 500).Select(NameOf), snapshot.Entries.Select(entry => entry.FileName));
        Assert.All(snapshot.Entries, entry => Assert.Equal(entry.FileName, $"{Data.PatientOf(entry)}.wl"));
    }

    [Fact]
    public async Task Scan_ManyFilesChangedAtOnce_GivesThemAll()
    {
        using var area = new TestArea();
        WriteMany(area, 200);
        await area.ReadAsync();
        for (var i = 0; i < 200; i++)
        {
            area.Write(NameOf(i), Data.Patient("NEW"));
        }

        WorklistSnapshot snapshot = await area.ReadAsync();

        Assert.Equal(200, snapshot.Count);
        Assert.All(snapshot.Entries, entry => Assert.Equal("NEW", Data.PatientOf(entry)));
    }

    [Fact]
    public void Scan_UnchangedFiles_TakesNoMemoryForEach()
    {
        Assert.InRange(Math.Abs(MeasureScan(1000) - MeasureScan(100)), 0, 999);
    }

    [Fact]
    public async Task Scan_UnchangedFileWhoseNameIsNotUtf8_IsReportedOnce()
    {
        var time = new FakeTimeProvider(TestArea.LongAfter);
        using var area = new TestArea(time: time);
        area.Write("a.wl", Data.Complete());
        // f\xfcr.wl, as ISO 8859-1 systems write it
        await area.ShellAsync("cp a.wl \"$(printf 'f\\374r.wl')\"");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("a.wl", await area.ReadNamesAsync());
            Assert.Equal("a.wl", await area.ReadNamesAsync());
            time.Advance(TimeSpan.FromMinutes(1));
        }

        await area.ShellAsync("rm f*r.wl");
        string message = Assert.Single(area.Logger.Messages);
        Assert.EndsWith("skipped: its name is not UTF-8", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_LinkToNothingWithAReplacementCharacterInItsName_IsServedOnceThereIsSomething()
    {
        using var area = new TestArea();
        File.CreateSymbolicLink(area.PathOf("f\ufffdr.wl"), "later");
        Assert.Equal("", await area.ReadNamesAsync());
        Assert.EndsWith(
            "skipped: No such file or directory", Assert.Single(area.Logger.Messages), StringComparison.Ordinal);
        area.Write("later", Data.Complete());
        Assert.Equal("f\ufffdr.wl", await area.ReadNamesAsync());
    }

    // A first reading that fails half way is begun again.
    [Fact]
    public void Load_Again_GivesThemAll()
    {
        using var area = new TestArea();
        WriteMany(area, 20);
        using var watches = new DirectoryWatches(TimeProvider.System);
        using var catalog = new WorklistCatalog(
            area.Directory, new StorageAreaOptions(), watches, area.Logger, new FakeTimeProvider(TestArea.LongAfter));

        catalog.Load();
        catalog.Load();

        Assert.Equal(20, catalog.Refresh().Worklist.Count);
    }

    // One beside the queries may be slow, and one for a query overtake it.
    [Fact]
    public void Missing_WhereAnEarlierScanComesLater_AreThoseThatAreGone()
    {
        using var area = new TestArea();
        area.Write("a.wl", Data.Complete());
        var files = new FileTable();
        var reader = new FileReader(area.Directory, NoWatch, area.Logger, new FakeTimeProvider(TestArea.LongAfter));
        files.Add("a.wl", reader.Read("a.wl", isLocal: true, areMany: false));
        files.Add("gone.wl", reader.Read("a.wl", isLocal: true, areMany: false));

        int slow = files.BeginScan();
        int fast = files.BeginScan();
        files.IsUnchanged("a.wl", fast, null);
        files.IsUnchanged("a.wl", slow, null);

        Assert.Equal(["gone.wl"], files.FindMissing(fast));
    }

    private static long MeasureScan(int files)
    {
        using var area = new TestArea();
        WriteMany(area, files);
        using var watches = new DirectoryWatches(TimeProvider.System);
        using var catalog = new WorklistCatalog(
            area.Directory, NoWatch, watches, area.Logger, new FakeTimeProvider(TestArea.LongAfter));
        // The first reads the files, a further one has what a scan makes once only.
        catalog.Refresh(null);
        catalog.Refresh(null);

        long before = GC.GetAllocatedBytesForCurrentThread();
        WorklistSnapshot snapshot = catalog.Refresh(null).Worklist;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(files, snapshot.Count);
        return allocated;
    }

    private static void WriteMany(TestArea area, int count)
    {
        for (var i = 0; i < count; i++)
        {
            area.Write(NameOf(i), Data.Patient(Path.GetFileNameWithoutExtension(NameOf(i))));
        }
    }

    private static string NameOf(int number) => number.ToString("0000", CultureInfo.InvariantCulture) + ".wl";
}
