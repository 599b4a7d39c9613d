namespace WorklistScp.Storage.Tests.Catalog;

/// <summary>What the times of a directory and its lockfile tell where all writers rename.</summary>
public sealed class DirectoryTimesTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider _time = new();
    private readonly TestArea _area = new();
    private readonly DirectoryTimes _times;

    public DirectoryTimesTests()
    {
        _area.Write("a.wl", Data.Patient("A"));
        _times = new DirectoryTimes(_area.Directory, _time);
        Look();
        _time.Advance(Long);
        Look();
    }

    public void Dispose() => _area.Dispose();

    [Fact]
    public void Unchanged_NeedsNoLook() => Assert.False(_times.Observe());

    [Fact]
    public void File_RenamedIntoPlace_NeedsALook()
    {
        File.Move(_area.PathOf("a.wl"), _area.PathOf("b.wl"));
        Assert.True(_times.Observe());
    }

    [Fact]
    public void LockFile_Touched_NeedsALook()
    {
        File.SetLastWriteTimeUtc(_area.LockFile, DateTime.UtcNow);
        Assert.True(_times.Observe());
    }

    [Fact]
    public void File_ChangedInPlace_IsNotTold_AndBreaksThePromise()
    {
        _area.Write("a.wl", Data.Patient("B"));
        Assert.False(_times.Observe());
        Assert.NotNull(_times.LookedAt());
    }

    // A second change within a tick of the file system's clock leaves the same times behind.
    [Fact]
    public void Change_JustNow_NeedsAnotherLookUntilATimeHasPassed()
    {
        File.Move(_area.PathOf("a.wl"), _area.PathOf("b.wl"));
        Assert.True(_times.Observe());
        _times.Confirm();

        Assert.True(_times.Observe());
        Assert.Null(_times.LookedAt());
        _time.Advance(Long);
        Assert.True(_times.Observe());
        _times.Confirm();
        Assert.False(_times.Observe());
        Assert.NotNull(_times.LookedAt());
    }

    // A look that failed half way is no look.
    [Fact]
    public void Change_ObservedButNotConfirmed_NeedsALook()
    {
        File.SetLastWriteTimeUtc(_area.LockFile, DateTime.UtcNow);
        Assert.True(_times.Observe());
        _time.Advance(Long);
        Assert.True(_times.Observe());
    }

    [Fact]
    public void LockFile_ThatComesOrGoes_NeedsALook()
    {
        File.Delete(_area.LockFile);
        Assert.True(_times.Observe());
    }

    private void Look()
    {
        Assert.True(_times.Observe());
        _times.Confirm();
    }
}
