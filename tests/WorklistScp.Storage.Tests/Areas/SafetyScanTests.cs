using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Areas;

/// <summary>Changes that no watch tells of are found by looking at all files beside the queries.</summary>
public sealed class SafetyScanTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(TestArea.LongAfter);
    private readonly TestArea _area;

    public SafetyScanTests()
    {
        _area = new TestArea(time: _time);
        Assert.SkipUnless(LocalFileSystems.Contains(_area.Directory), "files here are looked at for every query");
        _area.Write("a.wl", Data.Patient("A1"));
    }

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task Change_UnderAnotherName_IsFoundBesideTheQueries()
    {
        await ChangeBehindTheBackAsync();
        Assert.Equal("A1", await _area.ReadPatientsAsync());

        _time.Advance(SafetyScan.ShortestInterval);

        await AssertBecomesAsync("A22");
    }

    [Fact]
    public async Task Query_AfterAnHourWithoutOne_WaitsForTheScan()
    {
        await ChangeBehindTheBackAsync();
        Assert.Equal("A1", await _area.ReadPatientsAsync());

        _time.Advance(SafetyScan.RestAfter + SafetyScan.ShortestInterval);

        Assert.Equal("A22", await _area.ReadPatientsAsync());
    }

    [Fact]
    public void Scans_WithoutQueries_EndAfterAnHour()
    {
        var scans = 0;
        using var scan = new SafetyScan(
            () =>
            {
                scans++;
                return Task.CompletedTask;
            },
            _time);
        scan.Asked();
        Advance(SafetyScan.RestAfter);
        int expected = scans;
        Assert.InRange(expected, 1, SafetyScan.RestAfter / SafetyScan.ShortestInterval);

        Advance(SafetyScan.RestAfter);
        Assert.Equal(expected, scans);

        scan.Asked();
        Advance(SafetyScan.ShortestInterval);
        Assert.Equal(expected + 1, scans);
    }

    [Fact]
    public void Interval_OfScansThatTakeLong_IsLonger()
    {
        var scans = 0;
        SafetyScan? scan = null;
        scan = new SafetyScan(
            () =>
            {
                scans++;
                scan!.Done(TimeSpan.FromMilliseconds(100));
                return Task.CompletedTask;
            },
            _time);
        using (scan)
        {
            scan.Asked();
            Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(1, scans);
            Advance(TimeSpan.FromSeconds(35));
            Assert.Equal(1, scans);
            Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(2, scans);
        }
    }

    private void Advance(TimeSpan by)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += TimeSpan.FromSeconds(1))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    // A link that is made later is an event of the directory where it is made, and not of the file's.
    private async Task ChangeBehindTheBackAsync()
    {
        Assert.Equal("A1", await _area.ReadPatientsAsync());
        await _area.ShellAsync("ln a.wl ../outside");
        _area.Write("../outside", Data.Patient("A22"));
    }

    // The scan has a thread of its own.
    private async Task AssertBecomesAsync(string expected)
    {
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while (await _area.ReadPatientsAsync() != expected)
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(30), "the change was not found");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
