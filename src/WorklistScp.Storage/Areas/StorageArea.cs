using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WorklistScp.Storage.Catalog;
using WorklistScp.Storage.Linux;
using WorklistScp.Storage.Locks;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Storage.Areas;

/// <summary>A directory of worklist files with a lockfile.</summary>
/// <remarks>
/// One flow at a time brings the picture of the files up to date. Where the system tells of changes, they are few, and
/// the lock is free, the caller does it at once. All else is done on a thread of its own, for all that wait for it: file
/// systems, and writers, may take long, and the caller may be a thread that waits for sockets.
/// </remarks>
public sealed class StorageArea : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    // So long a file system may be silent before a query gives it up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Readers that come one after the other leave the lock free in between, for this share of the time that they hold
    // it: else a writer would never get it.
    private const int FreeShare = 8;
    private static readonly TimeSpan ShortTurn = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ShortHold = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LeastFreeTime = TimeSpan.FromMilliseconds(6);
    private static readonly TimeSpan MostFreeTime = TimeSpan.FromMilliseconds(50);

    private readonly StorageAreaOptions _options;
    private readonly DirectoryWatches _watches;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly WorklistCatalog _catalog;
    private readonly SafetyScan? _safetyScan;
    private readonly SnapshotHolders _holders = new();
    private readonly SnapshotMemory _memory;
    private readonly SemaphoreSlim _turn = new(1);
    private bool _ownsWatches;
    private WaitingReaders? _next;
    private volatile bool _isLoaded;
    private volatile bool _isWaitingForWriter;
    private volatile int _lockSteps; // odd while it is tried
    private long? _isLockedSince; // of the flow that has the turn

    internal StorageArea(
        string path, StorageAreaOptions options, DirectoryWatches watches, ILogger logger, TimeProvider time)
    {
        Path = path;
        _options = options;
        _watches = watches;
        _logger = logger;
        _time = time;
        _memory = new SnapshotMemory(_holders, time);
        _catalog = new WorklistCatalog(path, options, watches, logger, time);
        _safetyScan = options.RescanInterval is null ? new SafetyScan(ScanBesideAsync, time) : null;
    }

    /// <summary>Takes a directory of any name as a storage area by itself.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="logger">Receives the events 2000 to 2999.</param>
    /// <param name="time">The clock.</param>
    public static StorageArea Open(string path, StorageAreaOptions options, ILogger logger, TimeProvider time)
    {
        var watches = new DirectoryWatches(time);
        return new StorageArea(path, options, watches, logger, time) { _ownsWatches = true };
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Whether its files can be looked at without asking another machine or program.</summary>
    internal bool IsLocal => _isLoaded && _catalog.IsLocal;

    /// <summary>How long a lock is waited for.</summary>
    internal TimeSpan LockTimeout => _options.LockTimeout;

    /// <summary>The files as they were last looked at; null: they have not been yet. Any thread may ask.</summary>
    internal AreaSnapshot? Latest => _isLoaded ? _catalog.Latest : null;

    private bool IsScanOverdue => _isLoaded && _safetyScan is { IsOverdue: true };

    private string LockPath => LockFile.PathIn(Path);

    /// <summary>
    /// Takes the shared lock, brings the picture of the files up to date and releases the lock. Every change that
    /// was finished before the call, or before a writer released the lock, is in the snapshot.
    /// </summary>
    /// <exception cref="StorageAreaException">
    /// There is no lockfile, a writer kept the lock, or the area cannot be read.
    /// </exception>
    public Task<AreaSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        bool waitsForScan = IsScanOverdue;
        _safetyScan?.Asked();
        if (waitsForScan || Volatile.Read(ref _next) is not null)
        {
            return WaitAsync(cancellationToken);
        }

        return !_turn.Wait(0, CancellationToken.None) ? ReadInTurnAsync(cancellationToken)
            : TryReadAtOnce() is { } snapshot ? Task.FromResult(snapshot)
            : WaitAsync(cancellationToken);
    }

    /// <summary>
    /// What an asker has read lately, without the lock and without looking at files; where it has not, or the area has changed
    /// so much since that too much memory would be kept, it is read now.
    /// </summary>
    /// <param name="asker">Who asks, one and the same object each time; what it has read is forgotten with it.</param>
    /// <param name="limit">How old a snapshot may be, counted from when it was read.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <returns>The snapshot, and how old it is: zero where it was read now.</returns>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    public async ValueTask<(AreaSnapshot Snapshot, TimeSpan Age)> RecallAsync(
        object asker, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_memory.Recall(asker) is { } known)
        {
            return known;
        }

        AreaSnapshot snapshot = await ReadAsync(cancellationToken);
        _memory.Keep(asker, snapshot, limit);
        return (snapshot, TimeSpan.Zero);
    }

    /// <summary>Reads entries of a snapshot of this area, as slowly as a peer takes them.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="entries">Those of its entries that are wanted.</param>
    public EntryReader Read(WorklistSnapshot snapshot, IEnumerable<WorklistEntry> entries) =>
        _holders.Read(snapshot, entries);

    /// <summary>Frees what the area uses of the system. Who still reads gets an answer.</summary>
    public void Dispose()
    {
        _safetyScan?.Dispose();
        _memory.Dispose();
        _catalog.Dispose();
        if (_ownsWatches)
        {
            _watches.Dispose();
        }
    }

    /// <summary>
    /// Takes the exclusive lock, brings the picture of the files up to date, and has them changed, on this thread, which
    /// may wait long. Queries that come meanwhile wait.
    /// </summary>
    /// <param name="change">Is given the files, and changes them.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <exception cref="StorageAreaException">There is no lockfile, or somebody kept the lock.</exception>
    /// <exception cref="IOException">The directory cannot be read, or what the change throws.</exception>
    internal void Change(Action<WorklistCatalog> change, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        long? isLockedSince = null;
        for (TimeSpan pause = FirstPause;
            !TryChangeInTurn(change, isLockedSince, cancellationToken);
            pause = Longer(pause))
        {
            isLockedSince ??= _time.GetTimestamp();
            if (_time.GetElapsedTime(start) >= _options.LockTimeout)
            {
                TellLock(isLockedSince, isExclusive: true);
                throw AreaLock.HeldTooLong(LockPath, _options.LockTimeout, isExclusive: true);
            }

            cancellationToken.WaitHandle.WaitOne(pause);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The files of a directory that belongs to the area, such as those that are done: all that can be read.</summary>
    internal WorklistCatalog OpenCatalog(string directory) =>
        new(directory, _options with { RejectIncompleteFiles = false }, _watches, _logger, _time);

    /// <summary>Reads the files, if nobody has yet, so that the first query finds that done or begun.</summary>
    /// <param name="local">A place is held meanwhile if they are on this machine, unless they hang.</param>
    /// <param name="remote">The same for others.</param>
    internal async Task LoadAsync(SemaphoreSlim local, SemaphoreSlim remote)
    {
        SemaphoreSlim places = await OwnThreads.RunAsync(() => LocalFileSystems.Contains(Path)) ? local : remote;
        await places.WaitAsync();
        Task loading = LoadInTurnAsync();
        long progress;
        do
        {
            progress = _catalog.Progress;
            await Task.WhenAny(loading, Task.Delay(Patience));
        }
        while (!loading.IsCompleted && progress != _catalog.Progress);

        places.Release();
        await loading;
    }

    // Whoever has the turn now is a query, and reads them itself.
    private async Task LoadInTurnAsync()
    {
        if (!_turn.Wait(0))
        {
            return;
        }

        try
        {
            await OwnThreads.RunAsync(Load);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StorageLog.NotLoaded(_logger, Path, e.Message); // the first query tries again, and is told
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool Load()
    {
        if (!_isLoaded && (!_options.RequireLockFile || LockFile.Exists(Path)))
        {
            _catalog.Load();
            _isLoaded = true;
        }

        return _isLoaded;
    }

    // Most turns are a change of one entry, or another query that takes one up.
    private async Task<AreaSnapshot> ReadInTurnAsync(CancellationToken cancellationToken)
    {
        AreaSnapshot? snapshot = await _turn.WaitAsync(ShortTurn, cancellationToken) ? TryReadAtOnce() : null;
        return snapshot ?? await WaitAsync(cancellationToken);
    }

    // Null: that would take long. Who calls has the turn, and has it no longer.
    private AreaSnapshot? TryReadAtOnce()
    {
        try
        {
            if (!IsLocal || !TryLock(mayWait: false, out AreaLock? held))
            {
                return null;
            }

            TellLock(since: null, isExclusive: false);
            using (held)
            {
                long start = Stopwatch.GetTimestamp();
                if (_catalog.TryRefreshFew(out AreaSnapshot? snapshot))
                {
                    _options.Observer?.OnRefreshed(Stopwatch.GetElapsedTime(start));
                    _holders.Limit(snapshot.Worklist);
                }

                return snapshot;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<AreaSnapshot> WaitAsync(CancellationToken cancellationToken)
    {
        long deadline = _time.GetTimestamp()
            + (long)(_options.LockTimeout.TotalSeconds * _time.TimestampFrequency);
        WaitingReaders readers = Join(deadline, cancellationToken, out Task<AreaSnapshot> reading);
        (long Files, int Lock) progress;
        try
        {
            do
            {
                progress = (_catalog.Progress, _lockSteps);
                try
                {
                    return await reading.WaitAsync(Patience, cancellationToken);
                }
                catch (TimeoutException) when (!reading.IsCompleted)
                {
                    // It goes on as long as the file system answers, or a writer keeps it waiting.
                }
            }
            while (ComesOn(progress) || (_isWaitingForWriter && _time.GetTimestamp() < deadline));
        }
        finally
        {
            readers.Leave(reading);
        }

        throw new StorageAreaException(
            $"{Path}: the file system does not answer for {Patience.TotalSeconds} s",
            "The storage area does not answer");
    }

    // Where the lockfile alone hangs, a scan beside may go on.
    private bool ComesOn((long Files, int Lock) since) =>
        since.Files != _catalog.Progress && (since.Lock != _lockSteps || _lockSteps % 2 == 0);

    private WaitingReaders Join(
        long deadline, CancellationToken cancellationToken, out Task<AreaSnapshot> reading)
    {
        while (true)
        {
            WaitingReaders? current = Volatile.Read(ref _next);
            if (current?.TryAdd(deadline, cancellationToken) is { } joined)
            {
                reading = joined;
                return current;
            }

            var mine = new WaitingReaders();
            if (Interlocked.CompareExchange(ref _next, mine, current) == current)
            {
                reading = mine.TryAdd(deadline, cancellationToken)!;
                _ = ServeAsync(mine);
                return mine;
            }
        }
    }

    private async Task ServeAsync(WaitingReaders readers)
    {
        await _turn.WaitAsync();
        var held = new Stopwatch();
        TimeSpan pause = FirstPause;
        while (!await TryServeAsync(readers, held) && readers.DropLate(_time.GetTimestamp(), LockedTooLong))
        {
            await Task.Delay(pause, _time);
            pause = Longer(pause);
        }

        _isWaitingForWriter = false;
        if (_isLockedSince is not null)
        {
            TellLock(_isLockedSince, isExclusive: false);
            _isLockedSince = null;
        }

        bool isLast = Interlocked.CompareExchange(ref _next, null, readers) == readers;
        if (!isLast && held.Elapsed >= ShortHold)
        {
            await LeaveLockFreeAsync(held.Elapsed);
        }

        _turn.Release();
    }

    private bool TryLockPatiently(out AreaLock? held)
    {
        _lockSteps++;
        try
        {
            return TryLock(mayWait: true, out held);
        }
        finally
        {
            _lockSteps++;
        }
    }

    // False: a writer holds the lock, or some came when what failed had begun.
    private async Task<bool> TryServeAsync(WaitingReaders readers, Stopwatch held)
    {
        long came = readers.Came;
        try
        {
            if (await OwnThreads.RunAsync(() => TryRead(readers, held)) is not { } snapshot)
            {
                return false;
            }

            readers.Complete(snapshot);
            return true;
        }
        catch (Exception e)
        {
            return !readers.Fail(came, e is IOException or UnauthorizedAccessException ? Unreadable(e) : e);
        }
    }

    // Null: a writer holds the lock.
    private AreaSnapshot? TryRead(WaitingReaders readers, Stopwatch isHeld)
    {
        if (IsScanOverdue)
        {
            Scan();
        }

        if (Load())
        {
            _catalog.CatchUp();
        }

        _isWaitingForWriter = !TryLockPatiently(out AreaLock? held);
        if (_isWaitingForWriter)
        {
            _isLockedSince ??= _time.GetTimestamp();
            return null;
        }

        TellLock(_isLockedSince, isExclusive: false);
        _isLockedSince = null;
        AreaSnapshot snapshot;
        isHeld.Start();
        using (held)
        {
            readers.Close();
            snapshot = Refresh();
        }

        isHeld.Stop();
        _holders.Limit(snapshot.Worklist);
        snapshot.Worklist.PrepareIndexes();
        return snapshot;
    }

    // False: a writer holds the lock, or it would have to be waited for otherwise. None is needed where there is no
    // lockfile, if that is allowed.
    private bool TryLock(bool mayWait, out AreaLock? held)
    {
        held = null;
        if (!_options.RequireLockFile && !(mayWait ? File.Exists(LockPath) : LibC.Exists(LockPath)))
        {
            StorageLog.ReadWithoutLock(_logger, Path);
            return true;
        }

        held = mayWait ? AreaLock.TryAcquire(LockPath) : AreaLock.TryAcquireHere(LockPath);
        return held is not null;
    }

    private bool TryChangeInTurn(
        Action<WorklistCatalog> change, long? isLockedSince, CancellationToken cancellationToken)
    {
        _turn.Wait(cancellationToken);
        try
        {
            return TryChange(change, isLockedSince);
        }
        finally
        {
            _turn.Release();
        }
    }

    // False: somebody holds the lock.
    private bool TryChange(Action<WorklistCatalog> change, long? isLockedSince)
    {
        if (Load())
        {
            _catalog.CatchUp();
        }

        using AreaLock? held = AreaLock.TryAcquire(LockPath, isExclusive: true);
        if (held is null)
        {
            return false;
        }

        TellLock(isLockedSince, isExclusive: true);
        Refresh();
        change(_catalog);
        return true;
    }

    private AreaSnapshot Refresh()
    {
        long start = Stopwatch.GetTimestamp();
        AreaSnapshot snapshot = _catalog.Refresh();
        _isLoaded = true;
        _options.Observer?.OnRefreshed(Stopwatch.GetElapsedTime(start));
        return snapshot;
    }

    // Null: it was free at once.
    private void TellLock(long? since, bool isExclusive) => _options.Observer?.OnLockWaited(
        since is { } start ? _time.GetElapsedTime(start) : TimeSpan.Zero, isExclusive);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static Task LeaveLockFreeAsync(TimeSpan held)
    {
        TimeSpan free = held / FreeShare;
        return Task.Delay(free < LeastFreeTime ? LeastFreeTime : free > MostFreeTime ? MostFreeTime : free);
    }

    private bool Scan()
    {
        if (!_isLoaded || !_catalog.NeedsScans)
        {
            return false;
        }

        long start = Stopwatch.GetTimestamp();
        _catalog.Scan();
        _safetyScan!.Done(Stopwatch.GetElapsedTime(start));
        return true;
    }

    // What fails will fail for the next query, too, which says so.
    private async Task ScanBesideAsync()
    {
        try
        {
            await OwnThreads.RunAsync(Scan);
        }
        catch (IOException e)
        {
            StorageLog.NotScanned(_logger, Path, e.Message);
        }
    }

    private StorageAreaException LockedTooLong() => AreaLock.HeldTooLong(LockPath, _options.LockTimeout);

    private StorageAreaException Unreadable(Exception e) =>
        new($"{Path}: {SystemMessage.ReasonOf(e)}", "The storage area cannot be read", e);
}
