using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Catalog;
using WorklistScp.Storage.Linux;
using WorklistScp.Storage.Locks;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// Changes the entries of a storage area, under its exclusive lock: all edits of a batch or none. It finds them by the
/// area's picture of its files, so that a change costs what it changes, not the area. Any thread may call.
/// </summary>
public sealed class WorklistEditor : IDisposable
{
    private readonly StorageArea _area;
    private readonly bool _ownsArea;
    private readonly EditedPlace _place;
    private readonly SemaphoreSlim _turn = new(1);
    private WorklistCatalog? _done;
    private bool _isTidy;

    /// <summary>Edits an area that is served, too.</summary>
    public WorklistEditor(StorageArea area)
        : this(area, ownsArea: false)
    {
    }

    private WorklistEditor(StorageArea area, bool ownsArea)
    {
        _area = area;
        _ownsArea = ownsArea;
        _place = new EditedPlace(area.Path);
    }

    /// <summary>The directory of the area.</summary>
    public string Directory => _area.Path;

    /// <summary>Whether to wait until what is written is on the disk, whatever happens to the machine.</summary>
    public bool IsFlushed { get; init; } = true;

    /// <summary>
    /// Whether to write new files before the lock is taken that is needed to give them their names: worth it where writing
    /// takes longer than finding out whether something has changed meanwhile.
    /// </summary>
    internal bool WritesAhead => IsFlushed && IsLocal;

    /// <summary>Whether its files can be looked at without asking another machine or program.</summary>
    internal bool IsLocal => _area.IsLocal;

    /// <summary>When somebody who cannot wait found it in use, as <see cref="Environment.TickCount64"/>.</summary>
    internal long FoundBusy { get; set; } = long.MinValue / 2;

    /// <summary>Edits an area by itself, with all files in it that can be read, complete or not.</summary>
    /// <param name="path">The directory, of any name.</param>
    public static WorklistEditor Open(string path)
    {
        var options = new StorageAreaOptions { RejectIncompleteFiles = false };
        return new WorklistEditor(
            StorageArea.Open(path, options, NullLogger.Instance, TimeProvider.System), ownsArea: true);
    }

    /// <summary>Carries out edits, all or none.</summary>
    /// <param name="edits">The edits. Each sees the area as it was before, but for keys and names that are taken.</param>
    /// <param name="progress">Told of each file that is written.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <returns>
    /// Of each edit, what became of the entries that it was about; where one is an obstacle, nothing was done.
    /// </returns>
    /// <exception cref="StorageAreaException">There is no lockfile, or somebody kept the lock.</exception>
    /// <exception cref="IOException">A file cannot be written; files have changed only if the disk failed late.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<EditOutcome>>> ApplyAsync(
        IReadOnlyList<WorklistEdit> edits, IProgress<string>? progress = null,
        CancellationToken cancellationToken = default) =>
        (await ApplyAsync([new AreaBatch(this, edits)], int.MaxValue, review: null, progress, cancellationToken))[0];

    /// <summary>
    /// Carries out edits in several areas, all or none: their locks are held together, and all is written under temporary
    /// names before the first file changes.
    /// </summary>
    /// <param name="batches">The edits of each area; each area stands there once.</param>
    /// <param name="most">How many entries are meant at most, in all areas: of more, none is changed.</param>
    /// <param name="review">
    /// Is asked within the locks, once the outcomes are known and none is an obstacle, and again where those were let go
    /// since. It says what else is to be done
    /// within the locks before the files change, which they do not if that fails; null: nothing is to be done at all.
    /// Not there: nobody asks.
    /// </param>
    /// <param name="progress">Told of each file that is written.</param>
    /// <param name="cancellationToken">Ends the waiting for the locks.</param>
    /// <returns>Of each area and edit, what became of the entries that it was about.</returns>
    /// <inheritdoc cref="ApplyAsync(IReadOnlyList{WorklistEdit}, IProgress{string}?, CancellationToken)"/>
    public static Task<IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>>> ApplyAsync(
        IReadOnlyList<AreaBatch> batches, int most, EditReview? review, IProgress<string>? progress,
        CancellationToken cancellationToken = default) =>
        OwnThreads.RunAsync(() => Apply(batches, most, review, progress, cancellationToken));

    /// <summary>
    /// Waits until nobody else is at work here who has asked for that, too: what edits find out before they take the lock
    /// is so still when they have it, and they need not do all anew.
    /// </summary>
    /// <exception cref="StorageAreaException">
    /// That took longer than a lock is waited for: who is at work waits for it, too.
    /// </exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(_area.LockTimeout, cancellationToken))
        {
            throw AreaLock.HeldTooLong(LockFile.PathIn(Directory), _area.LockTimeout, isExclusive: true);
        }
    }

    /// <summary>Lets the next one in, after <see cref="EnterAsync"/>.</summary>
    public void Leave() => _turn.Release();

    /// <summary>Says what edits would do, and does nothing.</summary>
    /// <inheritdoc cref="ApplyAsync(IReadOnlyList{WorklistEdit}, IProgress{string}?, CancellationToken)"/>
    public Task<IReadOnlyList<IReadOnlyList<EditOutcome>>> PlanAsync(
        IReadOnlyList<WorklistEdit> edits, CancellationToken cancellationToken = default) =>
        OwnThreads.RunAsync(() => WithinLock(offered => Plan(edits, offered).Outcomes, cancellationToken));

    /// <summary>Reads entries, those that are done too.</summary>
    /// <param name="which">Those that are meant.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <exception cref="StorageAreaException">There is no lockfile, or somebody kept the lock.</exception>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public Task<IReadOnlyList<EditedEntry>> FindAsync(
        EntrySelection which, CancellationToken cancellationToken = default) =>
        OwnThreads.RunAsync(() => Find([which], cancellationToken));

    /// <summary>All entries as they are now, those that are done too, in the order of responses.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public Task<KnownWorklist> ReadAllAsync(CancellationToken cancellationToken = default) =>
        OwnThreads.RunAsync(() => WithinLock(
            offered => new KnownWorklist(offered.Known.Snapshot, RefreshDone()?.Known.Snapshot), cancellationToken));

    /// <summary>Frees what it uses of the system.</summary>
    public void Dispose()
    {
        _turn.Dispose();
        _done?.Dispose();
        if (_ownsArea)
        {
            _area.Dispose();
        }
    }

    /// <summary>Carries out edits in several areas on this thread, which may wait long.</summary>
    /// <inheritdoc cref="ApplyAsync(IReadOnlyList{AreaBatch}, int, EditReview?, IProgress{string}?, CancellationToken)"/>
    internal static IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>> Apply(
        IReadOnlyList<AreaBatch> batches, int most, EditReview? review, IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        using var run = new BatchRun(batches, most, review, progress);
        run.Run(cancellationToken);
        return run.Outcomes;
    }

    /// <summary>Reads entries on this thread, which may wait long; one that several selections mean is there once.</summary>
    /// <inheritdoc cref="FindAsync"/>
    internal IReadOnlyList<EditedEntry> Find(
        IEnumerable<EntrySelection> which, CancellationToken cancellationToken) =>
        WithinLock(
            offered =>
            {
                EditedFiles files = Read(offered);
                return which.SelectMany(files.FindAll).DistinctBy(entry => (entry.FileName, entry.IsDone)).ToArray();
            },
            cancellationToken);

    /// <summary>Does something with the files that are offered, within the lock and on this thread.</summary>
    internal void Lock(Action<WorklistCatalog> act, CancellationToken cancellationToken) =>
        _area.Change(act, cancellationToken);

    /// <summary>What edits mean; to be called within the lock.</summary>
    internal EditPlan Plan(IReadOnlyList<WorklistEdit> edits, WorklistCatalog offered) => new(Read(offered), edits);

    /// <summary>The entries as they are now; to be called within the lock.</summary>
    internal EditedFiles Read(WorklistCatalog offered) => new(_place, offered.Known, RefreshDone()?.Known);

    /// <summary>What a plan means for files.</summary>
    internal FileChanges Open(EditPlan plan, IReadOnlyList<KeptFile> kept, IProgress<string>? progress) =>
        new(_place, plan.Changes, kept, IsFlushed, progress);

    /// <summary>Removes what an editor has left that was killed; to be called within the lock, before files change.</summary>
    internal void Tidy()
    {
        if (!_isTidy)
        {
            FileChanges.RemoveLeftovers(_place);
            _isTidy = true;
        }
    }

    /// <summary>Differs from that of another moment if files have changed between; to be called within the lock.</summary>
    internal (object Offered, object? Done) VersionOf(WorklistCatalog offered) =>
        (offered.Version, RefreshDone()?.Version);

    private T WithinLock<T>(Func<WorklistCatalog, T> read, CancellationToken cancellationToken)
    {
        T? result = default;
        Lock(offered => result = read(offered), cancellationToken);
        return result!;
    }

    private WorklistCatalog? RefreshDone()
    {
        EditedPlace.ThrowIfNoDirectory(_place.Done);
        if (!System.IO.Directory.Exists(_place.Done))
        {
            _done?.Dispose();
            return _done = null;
        }

        _done ??= _area.OpenCatalog(_place.Done);
        _done.Refresh();
        return _done;
    }
}

/// <summary>The entries of an area at one moment.</summary>
/// <param name="Offered">Those that are offered.</param>
/// <param name="Done">Those that are not any more; null: there are none.</param>
public sealed record KnownWorklist(WorklistSnapshot Offered, WorklistSnapshot? Done);

/// <summary>Edits of one area.</summary>
/// <param name="Editor">The editor of the area.</param>
/// <param name="Edits">The edits.</param>
public sealed record AreaBatch(WorklistEditor Editor, IReadOnlyList<WorklistEdit> Edits)
{
    /// <summary>What is written with them, where they are carried out.</summary>
    internal IReadOnlyList<KeptFile> Files { get; init; } = [];

    /// <summary>What is written before these, and follows from the edits: asked for once they are planned.</summary>
    internal Func<IEnumerable<KeptFile>> FilesOfPlan { get; init; } = () => [];
}

/// <summary>Decides whether edits are carried out that are possible.</summary>
/// <param name="outcomes">Of each area and edit, what would become of entries.</param>
/// <returns>What is to be done besides; null: the edits are not to be carried out.</returns>
public delegate Action? EditReview(IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>> outcomes);
