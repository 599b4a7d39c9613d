using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Catalog;

public sealed class ChangeTrackerTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly SettableClock _time = new(DateTimeOffset.UnixEpoch);
    private readonly TestArea _area = new();
    private readonly DirectoryWatches _watches = new(TimeProvider.System);
    private readonly ChangeTracker _tracker;

    public ChangeTrackerTests()
    {
        Assert.SkipUnless(LocalFileSystems.Contains(_area.Directory), "directories here are not watched");
        _tracker = TrackerOf(_area.Directory, Interval);
        Assert.Null(_tracker.Take());
        _tracker.Confirm(wereAll: true);
    }

    public void Dispose()
    {
        _tracker?.Dispose();
        _watches.Dispose();
        _area.Dispose();
    }

    [Fact]
    public void Take_SomeChanged_NamesThemOnce()
    {
        _area.Write("a.wl", Data.Complete());
        File.WriteAllBytes(_area.PathOf("other"), []);
        Assert.Equal(["a.wl", "other"], _tracker.Take()!.Order(StringComparer.Ordinal));
        _tracker.Confirm(wereAll: false);
        Assert.Equal([], _tracker.Take());
    }

    // Whoever failed to look at the files that were named has to look at all.
    [Fact]
    public void Take_AfterOneThatWasNotConfirmed_IsAll()
    {
        _area.Write("a.wl", Data.Complete());
        Assert.Equal(["a.wl"], _tracker.Take());
        Assert.Null(_tracker.Take());
        Assert.Null(_tracker.Take());
        _tracker.Confirm(wereAll: true);
        Assert.Equal([], _tracker.Take());
    }

    [Fact]
    public void Take_IntervalSinceAllWereLookedAtHasPassed_IsAll()
    {
        _time.Advance(Interval / 2);
        Assert.Equal([], _tracker.Take());
        _tracker.Confirm(wereAll: false);
        _time.Advance(Interval / 2);
        Assert.Null(_tracker.Take());
        _tracker.Confirm(wereAll: true);
        Assert.Equal([], _tracker.Take());
    }

    // The interval is measured by a clock that nobody sets.
    [Fact]
    public void Take_ClockSetBack_IsAllWhenTheIntervalHasPassed()
    {
        _time.Set(TimeSpan.FromDays(-365));
        Assert.Equal([], _tracker.Take());
        _tracker.Confirm(wereAll: false);
        _time.Advance(Interval);
        Assert.Null(_tracker.Take());
    }

    [Theory]
    [InlineData("/proc/self", 5)]
    [InlineData("", 0)]
    public void Take_NotToBeWatchedOrWithoutInterval_IsAlwaysAll(string directory, int interval)
    {
        using ChangeTracker tracker =
            TrackerOf(directory.Length > 0 ? directory : _area.Directory, TimeSpan.FromSeconds(interval));
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(tracker.Take());
            tracker.Confirm(wereAll: true);
        }
    }

    private ChangeTracker TrackerOf(string directory, TimeSpan interval) =>
        new(directory, new StorageAreaOptions { RescanInterval = interval }, _watches, _area.Logger, _time);
}
