using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Catalog;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// Changes the entries of a storage area, under its exclusive lock: all edits of a batch or none. It finds them by the
/// area's picture of its files, so that a change costs what it changes, not the area. Any thread may call.
/// </summary>
public sealed class WorklistEditor : IDisposable
{
    // So many are waited for until they are on the disk; of more, that would take minutes.
    private const int MostFlushed = 100;

    private readonly StorageArea _area;
    private readonly bool _ownsArea;
    private readonly EditedPlace _place;
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

    /// <summary>Whether to wait until what is written is on the disk, whatever happens to the machine.</summary>
    public bool IsFlushed { get; init; } = true;

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
    /// Is asked within the locks, once the outcomes are known and none is an obstacle. It says what else is to be done
    /// within the locks when the files have changed; null: nothing is to be done at all. Not there: nobody asks.
    /// </param>
    /// <param name="progress">Told of each file that is written.</param>
    /// <param name="cancellationToken">Ends the waiting for the locks.</param>
    /// <returns>Of each area and edit, what became of the entries that it was about.</returns>
    /// <inheritdoc cref="ApplyAsync(IReadOnlyList{WorklistEdit}, IProgress{string}?, CancellationToken)"/>
    public static async Task<IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>>> ApplyAsync(
        IReadOnlyList<AreaBatch> batches, int most, EditReview? review, IProgress<string>? progress,
        CancellationToken cancellationToken = default)
    {
        var plans = new List<EditPlan>();
        await PlanNextAsync();
        return [.. plans.Select(plan => plan.Outcomes)];

        // Each within the lock of the one before.
        async Task PlanNextAsync()
        {
            if (plans.Count == batches.Count)
            {
                CarryOut(batches, plans, most, review, progress);
                return;
            }

            (WorklistEditor editor, IReadOnlyList<WorklistEdit> edits) = batches[plans.Count];
            await editor._area.ChangeAsync(
                offered =>
                {
                    plans.Add(editor.Plan(edits, offered));
                    PlanNextAsync().GetAwaiter().GetResult();
                    return plans;
                },
                cancellationToken);
        }
    }

    /// <summary>Says what edits would do, and does nothing.</summary>
    /// <inheritdoc cref="ApplyAsync(IReadOnlyList{WorklistEdit}, IProgress{string}?, CancellationToken)"/>
    public async Task<IReadOnlyList<IReadOnlyList<EditOutcome>>> PlanAsync(
        IReadOnlyList<WorklistEdit> edits, CancellationToken cancellationToken = default) =>
        await _area.ChangeAsync(offered => Plan(edits, offered).Outcomes, cancellationToken);

    /// <summary>Reads entries, those that are done too.</summary>
    /// <param name="which">Those that are meant.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <exception cref="StorageAreaException">There is no lockfile, or somebody kept the lock.</exception>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public async Task<IReadOnlyList<EditedEntry>> FindAsync(
        EntrySelection which, CancellationToken cancellationToken = default) =>
        await _area.ChangeAsync(
            offered => Read(offered).FindAll(which).ToArray(), cancellationToken);

    /// <summary>Frees what it uses of the system.</summary>
    public void Dispose()
    {
        _done?.Dispose();
        if (_ownsArea)
        {
            _area.Dispose();
        }
    }

    private static void CarryOut(
        IReadOnlyList<AreaBatch> batches, IReadOnlyList<EditPlan> plans, int most, EditReview? review,
        IProgress<string>? progress)
    {
        if (!plans.All(plan => plan.IsPossible) || plans.Sum(plan => (long)plan.Changes.Count) > most)
        {
            return;
        }

        Action? rest = null;
        if (review is not null && (rest = review([.. plans.Select(plan => plan.Outcomes)])) is null)
        {
            return;
        }

        FileChanges[] changes = [.. batches.Zip(plans, (batch, plan) => batch.Editor.Open(plan, progress))];
        try
        {
            Array.ForEach(changes, each => each.Prepare());
            Array.ForEach(changes, each => each.CarryOut());
            rest?.Invoke();
        }
        finally
        {
            Array.ForEach(changes, each => each.Dispose());
        }
    }

    private FileChanges Open(EditPlan plan, IProgress<string>? progress)
    {
        if (!_isTidy)
        {
            FileChanges.RemoveLeftovers(_place);
            _isTidy = true;
        }

        return new FileChanges(_place, plan.Changes, IsFlushed && plan.Changes.Count <= MostFlushed, progress);
    }

    private EditPlan Plan(IReadOnlyList<WorklistEdit> edits, WorklistCatalog offered) =>
        new(Read(offered), edits);

    private EditedFiles Read(WorklistCatalog offered) => new EditedFiles(_place, offered, RefreshDone());

    private WorklistCatalog? RefreshDone()
    {
        EditedPlace.ThrowIfNoDirectory(_place.Done);
        if (!Directory.Exists(_place.Done))
        {
            _done?.Dispose();
            return _done = null;
        }

        _done ??= _area.OpenCatalog(_place.Done);
        _done.Refresh();
        return _done;
    }
}

/// <summary>Edits of one area.</summary>
/// <param name="Editor">The editor of the area.</param>
/// <param name="Edits">The edits.</param>
public sealed record AreaBatch(WorklistEditor Editor, IReadOnlyList<WorklistEdit> Edits);

/// <summary>Decides whether edits are carried out that are possible.</summary>
/// <param name="outcomes">Of each area and edit, what would become of entries.</param>
/// <returns>What is to be done besides; null: the edits are not to be carried out.</returns>
public delegate Action? EditReview(IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>> outcomes);
