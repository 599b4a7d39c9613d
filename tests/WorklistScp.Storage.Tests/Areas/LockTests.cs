namespace WorklistScp.Storage.Tests.Areas;

public sealed class LockTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public enum LockKind
    {
        Fcntl,
        Flock,
    }

    [Theory]
    [InlineData(LockKind.Fcntl)]
    [InlineData(LockKind.Flock)]
    public async Task Read_WriterHoldsLock_WaitsUntilReleased(LockKind kind)
    {
        var time = new FakeTimeProvider(TestArea.LongAfter);
        using var area = new TestArea(time: time);
        Writer writer = await HoldAsync(kind, area.LockFile);

        Task<WorklistSnapshot> reading = area.ReadAsync();
        Assert.False(reading.IsCompleted);
        area.Write("a.wl", Data.Complete());
        time.Advance(Step);
        await Task.Yield();
        Assert.False(reading.IsCompleted);
        await writer.DisposeAsync();

        await AdvanceUntilDoneAsync(time, reading);
        Assert.Single((await reading).Entries);
    }

    [Theory]
    [InlineData(LockKind.Fcntl)]
    [InlineData(LockKind.Flock)]
    public async Task Read_WriterHoldsLockTooLong_ThrowsAfterLockTimeout(LockKind kind)
    {
        var time = new FakeTimeProvider(TestArea.LongAfter);
        using var area = new TestArea(new StorageAreaOptions { LockTimeout = TimeSpan.FromSeconds(3) }, time);
        await using Writer writer = await HoldAsync(kind, area.LockFile);

        Task<WorklistSnapshot> reading = area.ReadAsync();
        await AdvanceUntilDoneAsync(time, reading);

        StorageAreaException e = await Assert.ThrowsAsync<StorageAreaException>(() => reading);
        Assert.Equal($"{area.LockFile}: a writer holds the lock for more than 3 s", e.Message);
        Assert.Equal("The worklist is locked by a writer", e.ErrorComment);
        Assert.True(time.GetUtcNow() >= TestArea.LongAfter + TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Read_LockfileIsADirectory_Throws()
    {
        using var area = new TestArea();
        File.Delete(area.LockFile);
        Directory.CreateDirectory(area.LockFile);

        StorageAreaException e = await Assert.ThrowsAsync<StorageAreaException>(area.ReadAsync);
        Assert.Equal($"{area.LockFile}: not a regular file; the lockfile must be one", e.Message);
        Assert.Equal("The lockfile of the storage area cannot be read", e.ErrorComment);
    }

    [Fact]
    public async Task Read_ZeroLockTimeout_TriesOnce()
    {
        using var area = new TestArea(new StorageAreaOptions { LockTimeout = TimeSpan.Zero });
        Assert.Empty((await area.ReadAsync()).Entries);

        await using Writer writer = await Writer.HoldFlockAsync(area.LockFile);
        await Assert.ThrowsAsync<StorageAreaException>(area.ReadAsync);
    }

    [Fact]
    public async Task Read_WaitingForFlock_HoldsNoFcntlLock()
    {
        using var area = new TestArea();
        await using Writer writer = await Writer.HoldFlockAsync(area.LockFile);

        Task<WorklistSnapshot> reading = area.ReadAsync();

        Assert.True(await Writer.IsFcntlFreeAsync(area.LockFile));
        Assert.False(reading.IsCompleted);
    }

    [Fact]
    public async Task Read_WaitingForFcntlLock_HoldsNoFlock()
    {
        using var area = new TestArea();
        await using Writer writer = await Writer.HoldFcntlAsync(area.LockFile);

        Task<WorklistSnapshot> reading = area.ReadAsync();

        Assert.True(await Writer.IsFlockFreeAsync(area.LockFile));
        Assert.False(reading.IsCompleted);
    }

    [Fact]
    public async Task Read_Done_ReleasesBothLocks()
    {
        using var area = new TestArea();
        await area.ReadAsync();
        Assert.True(await Writer.IsFcntlFreeAsync(area.LockFile));
        Assert.True(await Writer.IsFlockFreeAsync(area.LockFile));
    }

    [Fact]
    public async Task Read_Canceled_StopsWaiting()
    {
        using var area = new TestArea();
        await using Writer writer = await Writer.HoldFlockAsync(area.LockFile);
        using var cancellation = new CancellationTokenSource();

        Task<AreaSnapshot> reading = area.Area.ReadAsync(cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Lock_OneOfTwoReadersEnds_KeepsWritersOutUntilTheLast()
    {
        using var area = new TestArea();
        AreaLock first = await AcquireAsync(area.LockFile);
        AreaLock second = await AcquireAsync(area.LockFile);

        first.Dispose();
        Assert.False(await Writer.IsFcntlFreeAsync(area.LockFile));
        Assert.False(await Writer.IsFlockFreeAsync(area.LockFile));

        second.Dispose();
        Assert.True(await Writer.IsFcntlFreeAsync(area.LockFile));
        Assert.True(await Writer.IsFlockFreeAsync(area.LockFile));
    }

    [Fact]
    public async Task Read_ManyAtOnce_AllSucceed()
    {
        using var area = new TestArea();
        area.Write("a.wl", Data.Complete());
        StorageArea shared = area.Area;
        CancellationToken token = TestContext.Current.CancellationToken;

        AreaSnapshot[] snapshots = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => shared.ReadAsync(token), token)));

        Assert.All(snapshots, snapshot => Assert.Same(snapshots[0], snapshot));
    }

    [Fact]
    public async Task Read_NoLockfile_ThrowsAndNamesTheFileToCreate()
    {
        using var area = new TestArea();
        File.Delete(area.LockFile);

        StorageAreaException e = await Assert.ThrowsAsync<StorageAreaException>(area.ReadAsync);

        Assert.Equal($"{area.LockFile}: no such file; create it, empty, to have this storage area served", e.Message);
        Assert.Equal("The storage area has no lockfile", e.ErrorComment);
    }

    [Fact]
    public async Task Read_NoLockfileAndNoneRequired_ReadsWithoutLock()
    {
        using var area = new TestArea(new StorageAreaOptions { RequireLockFile = false });
        area.Write("a.wl", Data.Complete());
        File.Delete(area.LockFile);
        Assert.Equal("a.wl", await area.ReadNamesAsync());
    }

    [Fact]
    public async Task Read_LockfileThatIsNotRequired_IsHonouredAllTheSame()
    {
        using var area = new TestArea(
            new StorageAreaOptions { RequireLockFile = false, LockTimeout = TimeSpan.Zero });
        await using Writer writer = await Writer.HoldFcntlAsync(area.LockFile);
        await Assert.ThrowsAsync<StorageAreaException>(area.ReadAsync);
    }

    [Fact]
    public async Task Read_LockfileThatMayNotBeRead_Throws()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "permissions do not bind root");
        using var area = new TestArea();
        File.SetUnixFileMode(area.LockFile, UnixFileMode.UserWrite);

        StorageAreaException e = await Assert.ThrowsAsync<StorageAreaException>(area.ReadAsync);

        Assert.Equal($"{area.LockFile}: Permission denied; the lockfile must be readable", e.Message);
        Assert.Equal("The lockfile of the storage area cannot be read", e.ErrorComment);
    }

    [Fact]
    public async Task Read_LockfileThatIsALoop_Throws()
    {
        using var area = new TestArea();
        File.Delete(area.LockFile);
        File.CreateSymbolicLink(area.LockFile, "lockfile");

        StorageAreaException e = await Assert.ThrowsAsync<StorageAreaException>(area.ReadAsync);

        Assert.Equal("The lockfile of the storage area cannot be read", e.ErrorComment);
    }

    [Fact]
    public async Task Read_LockfileThatMayNotBeWritten_IsEnough()
    {
        using var area = new TestArea();
        File.SetUnixFileMode(area.LockFile, UnixFileMode.UserRead);
        Assert.Empty((await area.ReadAsync()).Entries);
    }

    [Fact]
    public async Task Read_AreaDeletedMeanwhile_Throws()
    {
        using var area = new TestArea(new StorageAreaOptions { RequireLockFile = false });
        StorageArea gone = area.Area;
        Directory.Delete(area.Directory, recursive: true);

        StorageAreaException e = await Assert.ThrowsAsync<StorageAreaException>(
            () => gone.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal("The storage area cannot be read", e.ErrorComment);
    }

    private static Task<Writer> HoldAsync(LockKind kind, string path) =>
        kind == LockKind.Fcntl ? Writer.HoldFcntlAsync(path) : Writer.HoldFlockAsync(path);

    private static Task<AreaLock> AcquireAsync(string path) =>
        AreaLock.AcquireAsync(path, TimeSpan.Zero, TimeProvider.System, TestContext.Current.CancellationToken);

    private static async Task AdvanceUntilDoneAsync(FakeTimeProvider time, Task task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(Step);
            await Task.Yield();
        }
    }
}
