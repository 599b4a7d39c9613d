using System.Globalization;

namespace WorklistScp.Worklist.Tests.Catalog;

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

    private static long MeasureScan(int files)
    {
        using var area = new TestArea();
        WriteMany(area, files);
        using var catalog = new WorklistCatalog(
            area.Directory, NoWatch, area.Logger, new FakeTimeProvider(TestArea.LongAfter));
        // The first reads the files, a further one has what a scan makes once only.
        catalog.Refresh();
        catalog.Refresh();

        long before = GC.GetAllocatedBytesForCurrentThread();
        WorklistSnapshot snapshot = catalog.Refresh();
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
