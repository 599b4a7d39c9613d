namespace WorklistScp.Storage.Tests.Areas;

/// <summary>Snapshots that are answered from again, without a lock and without reading.</summary>
public sealed class SnapshotMemoryTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly SettableClock _clock = new(TestArea.LongAfter);
    private readonly TestArea _area;
    private readonly object _asker = new();

    public SnapshotMemoryTests()
    {
        _area = new TestArea(time: _clock);
        _area.Write("1.wl", Data.Patient("A"));
    }

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task Snapshot_IsTheSameUntilItsTimeIsOver_HoweverOftenItIsAskedFor()
    {
        (AreaSnapshot first, TimeSpan none) = await RecallAsync(_asker);
        _area.Write("2.wl", Data.Patient("B"));
        _clock.Advance(Limit / 2);
        (AreaSnapshot second, TimeSpan age) = await RecallAsync(_asker);
        _clock.Advance(Limit / 2);
        (AreaSnapshot third, TimeSpan again) = await RecallAsync(_asker);

        Assert.Same(first, second);
        Assert.Equal((1, 2), (second.Worklist.Count, third.Worklist.Count));
        Assert.Equal((TimeSpan.Zero, Limit / 2, TimeSpan.Zero), (none, age, again));
    }

    [Fact]
    public async Task Another_ReadsForItself()
    {
        await RecallAsync(_asker);
        _area.Write("2.wl", Data.Patient("B"));

        Assert.Equal(2, (await RecallAsync(new object())).Snapshot.Worklist.Count);
        Assert.Equal(1, (await RecallAsync(_asker)).Snapshot.Worklist.Count);
        Assert.Equal(2, (await _area.ReadAsync()).Count);
    }

    // Neither a writer nor a lockfile that is gone matters meanwhile.
    [Fact]
    public async Task Memory_NeedsNoLock()
    {
        await RecallAsync(_asker);
        File.Delete(_area.LockFile);

        Assert.Equal(1, (await RecallAsync(_asker)).Snapshot.Worklist.Count);
        _clock.Advance(Limit);
        await Assert.ThrowsAsync<StorageAreaException>(() => RecallAsync(_asker));
    }

    [Fact]
    public async Task AreaThatIsDisposedOf_RemembersNothing()
    {
        var memory = new SnapshotMemory(new SnapshotHolders(), _clock);
        memory.Keep(_asker, await _area.ReadAreaAsync(), Limit);
        Assert.NotNull(memory.Recall(_asker));

        memory.Dispose();

        Assert.Null(memory.Recall(_asker));
    }

    // As much as the area has itself may be kept, and 64 MiB at least: of that a snapshot that was kept may have half.
    [Fact]
    public void OutdatedSnapshot_IsLetGo_WhileWhoReadsItMayGoOn()
    {
        var holders = new SnapshotHolders();
        var memory = new SnapshotMemory(holders, _clock);
        DicomDataset dataset = Data.Complete(Data.Text(new DicomTag(0x00104000), new string('X', 9_000)));
        var large = new WorklistEntry("1.wl", dataset);
        WorklistSnapshot snapshot = WorklistSnapshot.Of([large]);
        memory.Keep(_asker, new AreaSnapshot(snapshot, []), Limit);
        using EntryReader reader = holders.Read(snapshot, snapshot.Entries);

        WorklistSnapshot current = snapshot;
        var wasLetGo = false;
        while (!reader.IsOutdated)
        {
            current = current.With([.. current.Entries], [new WorklistEntry("1.wl", dataset)]);
            holders.Limit(current);
            wasLetGo |= memory.Recall(_asker) is null && !reader.IsOutdated;
        }

        Assert.True(wasLetGo);
        Assert.False(reader.TryRead(out _));
    }

    // Entries that were read, and are read again in another order.
    [Fact]
    public void Reader_GoesOnWithOtherEntries_UnlessItIsOutdated()
    {
        var holders = new SnapshotHolders();
        WorklistEntry[] entries = [new("1.wl", Data.Patient("A")), new("2.wl", Data.Patient("B"))];
        WorklistSnapshot snapshot = WorklistSnapshot.Of(entries);
        using EntryReader reader = holders.Read(snapshot, snapshot.Entries);
        Assert.True(reader.TryRead(out _));

        reader.GoOn(entries.Reverse());
        Assert.True(reader.TryRead(out WorklistEntry? entry));
        Assert.Same(entries[1], entry);

        ((ISnapshotHolder)reader).Outdate();
        reader.GoOn(entries);
        Assert.False(reader.TryRead(out _));
        Assert.True(reader.IsOutdated);
    }

    private Task<(AreaSnapshot Snapshot, TimeSpan Age)> RecallAsync(object asker) =>
        _area.Area.RecallAsync(asker, Limit, TestContext.Current.CancellationToken).AsTask();
}
