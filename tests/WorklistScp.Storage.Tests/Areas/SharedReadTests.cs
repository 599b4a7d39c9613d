namespace WorklistScp.Storage.Tests.Areas;

/// <summary>Several that want to read an area at the same time, and writers.</summary>
public sealed class SharedReadTests
{
    // Where each file is looked at for every query, a reading takes long, and readers that follow each other at once
    // would never let a writer in.
    [Fact]
    public async Task Writer_WhileReadersLoop_GetsTheLock()
    {
        using var area = new TestArea(new StorageAreaOptions { RescanInterval = TimeSpan.Zero }, TimeProvider.System);
        for (var i = 0; i < 1000; i++)
        {
            area.Write($"{i}.wl", Data.Complete());
        }

        using var stop = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => LoopAsync(area, stop.Token)))];
        for (var i = 0; i < 5; i++)
        {
            await using Writer writer = await Writer.HoldFlockAsync(area.LockFile);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Readers_ThatWaitForAWriter_AreServedByOneReading()
    {
        using var area = new TestArea(time: TimeProvider.System);
        await area.ReadAsync();
        Writer writer = await Writer.HoldFlockAsync(area.LockFile);
        Task<WorklistSnapshot>[] reading = [.. Enumerable.Range(0, 20).Select(_ => area.ReadAsync())];
        area.Write("a.wl", Data.Complete());

        await writer.DisposeAsync();

        WorklistSnapshot[] snapshots = await Task.WhenAll(reading);
        Assert.All(snapshots, snapshot => Assert.Same(snapshots[0], snapshot));
        Assert.Single(snapshots[0].Entries);
    }

    [Fact]
    public async Task Reader_ThatGivesUp_LeavesTheOthersWaiting()
    {
        using var area = new TestArea(time: TimeProvider.System);
        Writer writer = await Writer.HoldFlockAsync(area.LockFile);
        using var gone = new CancellationTokenSource();
        Task<AreaSnapshot> first = area.Area.ReadAsync(gone.Token);
        Task<WorklistSnapshot> second = area.ReadAsync();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await writer.DisposeAsync();

        Assert.Empty((await second).Entries);
    }

    // What failed may have begun long before: on a file system that hung, say.
    [Fact]
    public void Fail_TellsThoseWhoWereThereWhenItBegan()
    {
        var readers = new WaitingReaders();
        Task<AreaSnapshot> early = readers.TryAdd(long.MaxValue, CancellationToken.None)!;
        long came = readers.Came;
        Task<AreaSnapshot> late = readers.TryAdd(long.MaxValue, CancellationToken.None)!;

        Assert.True(readers.Fail(came, new IOException("gone")));

        Assert.True(early.IsFaulted);
        Assert.False(late.IsCompleted);
        Assert.False(readers.Fail(readers.Came, new IOException("gone again")));
        Assert.Equal("gone again", Assert.IsType<IOException>(late.Exception!.InnerException).Message);
        Assert.Null(readers.TryAdd(long.MaxValue, CancellationToken.None));
    }

    // While a file system hangs they may come and give up without end.
    [Fact]
    public void Leave_TheLast_LeavesNobodyWaiting()
    {
        var readers = new WaitingReaders();
        Task<AreaSnapshot> first = readers.TryAdd(long.MaxValue, CancellationToken.None)!;
        Task<AreaSnapshot> second = readers.TryAdd(long.MaxValue, CancellationToken.None)!;

        readers.Leave(first);
        Assert.True(readers.DropLate(0, () => throw new InvalidOperationException()));
        readers.Leave(second);
        Assert.False(readers.DropLate(0, () => throw new InvalidOperationException()));
        Assert.Null(readers.TryAdd(long.MaxValue, CancellationToken.None));
    }

    private static async Task LoopAsync(TestArea area, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Assert.Equal(1000, (await area.ReadAsync()).Count);
        }
    }
}
