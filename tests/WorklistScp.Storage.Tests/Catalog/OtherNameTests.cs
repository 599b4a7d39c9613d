using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Catalog;

/// <summary>Changes that are made under another name than the one in the area: no watch tells of them.</summary>
public sealed class OtherNameTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new(TestArea.LongAfter);
    private readonly TestArea _area;

    public OtherNameTests()
    {
        _area = new TestArea(new StorageAreaOptions { RescanInterval = Interval }, _time);
    }

    private string Outside => Path.Join(_area.Root, "outside");

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task HardLink_WrittenOutside_IsNoticedAtOnce()
    {
        WriteOutside("A1");
        await _area.ShellAsync("ln ../outside a.wl");
        await AssertPatientsAsync("A1");
        WriteOutside("A22");
        await AssertPatientsAsync("A22");
        WriteOutside("A333");
        await AssertPatientsAsync("A333");
    }

    // 61 names of 15 MB once took 1.2 GB.
    [Fact]
    public async Task File_OfManyNames_IsKeptInMemoryOnce()
    {
        const int length = 4_000_000;
        _area.Write("a.wl", Data.Complete(Data.Text(DicomTag.PatientComments, DicomVR.UT, new string('x', length))));
        await _area.ShellAsync("for i in $(seq 30); do ln a.wl $i.wl; ln -s a.wl s$i.wl; done");

        WorklistSnapshot snapshot = await _area.ReadAsync();

        Assert.Equal(61, snapshot.Entries.Select(entry => entry.FileName).Distinct().Count());
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(before, 0, 20L * length);
        GC.KeepAlive(snapshot);
    }

    [Fact]
    public async Task HardLink_WrittenUnderAnotherNameInTheArea_IsNoticedAtOnce()
    {
        _area.Write("a.wl", Data.Patient("A1"));
        await _area.ShellAsync("ln a.wl other && ln a.wl b.wl");
        await AssertPatientsAsync("A1 A1");
        _area.Write("other", Data.Patient("A22"));
        await AssertPatientsAsync("A22 A22");
        _area.Write("b.wl", Data.Patient("A333"));
        await AssertPatientsAsync("A333 A333");
    }

    [Fact]
    public async Task HardLink_ReplacedByAFileOfItsOwn_IsServedAsThat()
    {
        WriteOutside("A1");
        await _area.ShellAsync("ln ../outside a.wl");
        await AssertPatientsAsync("A1");
        File.Delete(_area.PathOf("a.wl"));
        _area.Write("a.wl", Data.Patient("A2"));
        WriteOutside("A333");
        await AssertPatientsAsync("A2");
        _area.Overwrite("a.wl", "A3");
        await AssertPatientsAsync("A3");
    }

    [Fact]
    public async Task HardLink_MadeAfterTheFileWasRead_IsNoticedWhenTheIntervalHasPassed()
    {
        Assert.SkipUnless(LocalFileSystems.Contains(_area.Directory), "files here are looked at for every query");
        _area.Write("a.wl", Data.Patient("A1"));
        await AssertPatientsAsync("A1");
        await _area.ShellAsync("ln a.wl ../outside");
        WriteOutside("A22");
        _time.Advance(Interval - TimeSpan.FromTicks(1));
        await AssertPatientsAsync("A1");
        _time.Advance(TimeSpan.FromTicks(1));
        await AssertPatientsAsync("A22");

        // Read again, it is known to have two names.
        WriteOutside("A333");
        await AssertPatientsAsync("A333");
    }

    [Fact]
    public async Task HardLink_MadeAfterTheFileWasRead_IsNoticedAtOnceWithoutAnInterval()
    {
        using var area = new TestArea(new StorageAreaOptions { RescanInterval = TimeSpan.Zero });
        area.Write("a.wl", Data.Patient("A1"));
        Assert.Equal("A1", await area.ReadPatientsAsync());
        await area.ShellAsync("ln a.wl ../outside");
        area.Write("../outside", Data.Patient("A22"));
        Assert.Equal("A22", await area.ReadPatientsAsync());
    }

    [Fact]
    public async Task SymbolicLink_ToAFileThatIsRewritten_IsNoticedAtOnce()
    {
        WriteOutside("A1");
        File.CreateSymbolicLink(_area.PathOf("a.wl"), "../outside");
        await AssertPatientsAsync("A1");
        WriteOutside("A22");
        await AssertPatientsAsync("A22");
        File.Delete(Outside);
        await AssertPatientsAsync("");
        WriteOutside("A333");
        await AssertPatientsAsync("A333");
    }

    [Fact]
    public async Task SymbolicLink_ReplacedByAFile_IsServedAsThat()
    {
        WriteOutside("A1");
        File.CreateSymbolicLink(_area.PathOf("a.wl"), "../outside");
        await AssertPatientsAsync("A1");
        File.Move(Outside, _area.PathOf("a.wl"), overwrite: true);
        await AssertPatientsAsync("A1");
        _area.Overwrite("a.wl", "A2");
        await AssertPatientsAsync("A2");
    }

    private void WriteOutside(string patient) => _area.Write("../outside", Data.Patient(patient));

    private async Task AssertPatientsAsync(string expected) => Assert.Equal(expected, await _area.ReadPatientsAsync());
}
