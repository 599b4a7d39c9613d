namespace WorklistScp.Storage.Tests.Catalog;

public sealed class RefreshTests : IDisposable
{
    private readonly TestArea _area = new();

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task Refresh_FileAdded_IsServed()
    {
        Assert.Equal("", await _area.ReadNamesAsync());
        _area.Write("a.wl", Data.Complete());
        Assert.Equal("a.wl", await _area.ReadNamesAsync());
        _area.Write("b.wl", Data.Complete());
        Assert.Equal("a.wl b.wl", await _area.ReadNamesAsync());
    }

    [Fact]
    public async Task Refresh_FileDeleted_IsServedNoMore()
    {
        _area.Write("a.wl", Data.Complete());
        _area.Write("b.wl", Data.Complete());
        Assert.Equal("a.wl b.wl", await _area.ReadNamesAsync());
        File.Delete(_area.PathOf("a.wl"));
        Assert.Equal("b.wl", await _area.ReadNamesAsync());
    }

    [Fact]
    public async Task Refresh_FileDeletedAndABadOneAdded_IsServedNoMore()
    {
        _area.Write("a.wl", Data.Complete());
        Assert.Equal("a.wl", await _area.ReadNamesAsync());
        File.Delete(_area.PathOf("a.wl"));
        File.WriteAllText(_area.PathOf("b.wl"), "bad");
        Assert.Equal("", await _area.ReadNamesAsync());
    }

    [Fact]
    public async Task Refresh_FileRenamed_IsServedUnderTheNewName()
    {
        _area.Write("a.wl", Data.Complete());
        Assert.Equal("a.wl", await _area.ReadNamesAsync());
        File.Move(_area.PathOf("a.wl"), _area.PathOf("b.wl"));
        Assert.Equal("b.wl", await _area.ReadNamesAsync());
        File.Move(_area.PathOf("b.wl"), _area.PathOf("b.tmp"));
        Assert.Equal("", await _area.ReadNamesAsync());
    }

    [Fact]
    public async Task Refresh_FileChangedInPlaceInSize_IsReadAgain()
    {
        _area.Write("a.wl", Data.Patient("A1"));
        Assert.Equal("A1", await _area.ReadPatientsAsync());
        _area.Write("a.wl", Data.Patient("A1234"));
        Assert.Equal("A1234", await _area.ReadPatientsAsync());
    }

    [Fact]
    public async Task Refresh_FileChangedInPlaceOfSameSizeAndTime_IsReadAgain()
    {
        _area.Write("a.wl", Data.Patient("A1"));
        DateTime modified = File.GetLastWriteTimeUtc(_area.PathOf("a.wl"));
        Assert.Equal("A1", await _area.ReadPatientsAsync());
        await TickAsync();

        _area.Write("a.wl", Data.Patient("A2"));
        File.SetLastWriteTimeUtc(_area.PathOf("a.wl"), modified);

        Assert.Equal("A2", await _area.ReadPatientsAsync());
    }

    [Fact]
    public async Task Refresh_FileReplacedByAnother_IsReadAgain()
    {
        _area.Write("a.wl", Data.Patient("A1"));
        Assert.Equal("A1", await _area.ReadPatientsAsync());
        _area.Write("a.new", Data.Patient("A2"));
        File.Move(_area.PathOf("a.new"), _area.PathOf("a.wl"), overwrite: true);
        Assert.Equal("A2", await _area.ReadPatientsAsync());
    }

    [Fact]
    public async Task Refresh_LinkPointedElsewhere_IsReadAgain()
    {
        _area.Write("one", Data.Patient("A1"));
        _area.Write("two", Data.Patient("A2"));
        File.CreateSymbolicLink(_area.PathOf("a.wl"), "one");
        Assert.Equal("A1", await _area.ReadPatientsAsync());
        File.Delete(_area.PathOf("a.wl"));
        File.CreateSymbolicLink(_area.PathOf("a.wl"), "two");
        Assert.Equal("A2", await _area.ReadPatientsAsync());
    }

    [Fact]
    public async Task Refresh_NothingChanged_IsTheSameSnapshot()
    {
        _area.Write("a.wl", Data.Complete());
        WorklistSnapshot first = await _area.ReadAsync();
        Assert.Same(first, await _area.ReadAsync());
    }

    [Fact]
    public async Task Refresh_OneFileChanged_KeepsTheOtherEntriesAndTheOldSnapshot()
    {
        _area.Write("a.wl", Data.Patient("A1"));
        _area.Write("b.wl", Data.Patient("B1"));
        WorklistSnapshot before = await _area.ReadAsync();

        _area.Write("b.wl", Data.Patient("B1234"));
        WorklistSnapshot after = await _area.ReadAsync();

        Assert.Same(before.Entries.ElementAt(0), after.Entries.ElementAt(0));
        Assert.NotSame(before.Entries.ElementAt(1), after.Entries.ElementAt(1));
        Assert.Equal("B1", Data.PatientOf(before.Entries.ElementAt(1)));
        Assert.Equal("B1234", Data.PatientOf(after.Entries.ElementAt(1)));
    }

    [Fact]
    public async Task Refresh_FileWrittenJustNow_IsReadAgainUntilItsStampIsSure()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(-1));
        using var area = new TestArea(new StorageAreaOptions { RescanInterval = TimeSpan.Zero }, time);
        area.Write("a.wl", Data.Complete());
        WorklistEntry first = Assert.Single((await area.ReadAsync()).Entries);
        WorklistEntry second = Assert.Single((await area.ReadAsync()).Entries);
        Assert.NotSame(first, second);

        time.Advance(TimeSpan.FromHours(1));
        WorklistEntry third = Assert.Single((await area.ReadAsync()).Entries);
        Assert.NotSame(second, third);
        Assert.Same(third, Assert.Single((await area.ReadAsync()).Entries));
    }

    [Fact]
    public async Task Refresh_FilesThatOnlyHaveTheNameWithin_AreIgnored()
    {
        foreach (string name in new[] { "a.wl.bak", "a.WL", "awl", "a.wl~", "wl", "a.dump" })
        {
            _area.Write(name, Data.Complete());
        }

        Assert.Equal("", await _area.ReadNamesAsync());
        Assert.Empty(_area.Logger.Messages);
    }

    [Fact]
    public async Task Refresh_SkippedFileBesideAnUnchangedOne_IsTheSameSnapshot()
    {
        _area.Write("a.wl", Data.Complete());
        File.CreateSymbolicLink(_area.PathOf("b.wl"), "nowhere");
        WorklistSnapshot first = await _area.ReadAsync();
        Assert.Same(first, await _area.ReadAsync());
    }

    // Until the kernel stamps files with a later time than now.
    private async Task TickAsync()
    {
        string probe = _area.PathOf("probe");
        File.WriteAllText(probe, "");
        DateTime first = File.GetLastWriteTimeUtc(probe);
        while (File.GetLastWriteTimeUtc(probe) == first)
        {
            await Task.Yield();
            File.WriteAllText(probe, "x");
        }
    }
}
