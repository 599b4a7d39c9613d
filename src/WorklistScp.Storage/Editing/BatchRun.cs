using WorklistScp.Storage.Catalog;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// One batch of edits, from plan to disk. Where that pays, the locks are held twice for a moment - to see what there is, and
/// to give new files their names - and nobody waits for the plan, and while those are written; what changes in between has
/// it all done anew within the locks.
/// </summary>
/// <param name="batches">The edits of each area.</param>
/// <param name="most">How many entries are meant at most.</param>
/// <param name="review">Decides whether they are carried out; null: they are.</param>
/// <param name="progress">Told of each file that is written.</param>
internal sealed class BatchRun(
    IReadOnlyList<AreaBatch> batches, int most, EditReview? review, IProgress<string>? progress) : IDisposable
{
    // To undo a plan takes a copy of each data set.
    private const int MostAhead = 100;

    private EditPlan[] _plans = [];
    private FileChanges[] _changes = [];
    private Action? _rest;

    /// <summary>Of each area and edit, what became of the entries that it was about.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>> Outcomes => [.. _plans.Select(plan => plan.Outcomes)];

    /// <summary>Carries the edits out, or finds out why not, on this thread.</summary>
    /// <param name="cancellationToken">Ends the waiting for the locks.</param>
    public void Run(CancellationToken cancellationToken)
    {
        bool isWorthIt = batches.Sum(batch => batch.Edits.Count) <= MostAhead
            && batches.All(batch => batch.Editor.WritesAhead);
        if (!isWorthIt || !TryInTwoSteps(cancellationToken))
        {
            Lock(
                offered =>
                {
                    if (Plan(Read(offered)))
                    {
                        Prepare();
                        CarryOut();
                    }
                },
                cancellationToken);
        }

        Array.ForEach(_changes, each => each.Flush());
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_changes, each => each.Dispose());

    // False: something has changed meanwhile, and all is as before.
    private bool TryInTwoSteps(CancellationToken cancellationToken)
    {
        DicomDataset[] completed = [.. batches.SelectMany(batch => batch.Edits).SelectMany(edit => edit.Completed)];
        DicomDataset[] asTheyWere = [.. completed.Select(dataset => dataset.Clone())];
        (object, object?)[] seen = [];
        EditedFiles[] files = [];
        Lock(
            offered =>
            {
                seen = VersionsOf(offered); // first: what is read later is no older
                files = Read(offered);
            },
            cancellationToken);
        bool isToBeDone = Plan(files);
        if (isToBeDone)
        {
            Prepare();
        }

        var isDone = false;
        Lock(
            offered =>
            {
                isDone = VersionsOf(offered).SequenceEqual(seen) && _changes.All(each => each.IsPrepared());
                if (isDone && isToBeDone && IsStillWanted())
                {
                    CarryOut();
                }
            },
            cancellationToken);
        if (!isDone)
        {
            Dispose();
            _changes = [];
            for (var i = 0; i < completed.Length; i++)
            {
                completed[i].BecomeLike(asTheyWere[i]);
            }
        }

        return isDone;
    }

    // False: there is nothing to be done.
    private bool Plan(EditedFiles[] files)
    {
        _changes = [];
        _plans = [.. batches.Zip(files, (batch, entries) => new EditPlan(entries, batch.Edits))];
        if (!_plans.All(plan => plan.IsPossible) || _plans.Sum(plan => (long)plan.Changes.Count) > most)
        {
            return false;
        }

        if (!IsStillWanted())
        {
            return false;
        }

        _changes = [.. batches.Zip(_plans, (batch, plan) => batch.Editor.Open(
            plan, [.. batch.FilesOfPlan(), .. batch.Files], progress))];
        return true;
    }

    private bool IsStillWanted() => review is null || (_rest = review(Outcomes)) is not null;

    private void Prepare() => Array.ForEach(_changes, each => each.Prepare());

    private void CarryOut()
    {
        _rest?.Invoke();
        Array.ForEach(_changes, each => each.CarryOut(KeptTurn.BeforeEntries));
        Array.ForEach(_changes, each => each.CarryOut());
        Array.ForEach(_changes, each => each.CarryOut(KeptTurn.AfterEntries));
    }

    private EditedFiles[] Read(WorklistCatalog[] offered) =>
    [
        .. batches.Zip(offered, (batch, files) =>
        {
            batch.Editor.Tidy();
            return batch.Editor.Read(files);
        }),
    ];

    private (object, object?)[] VersionsOf(WorklistCatalog[] offered) =>
        [.. batches.Zip(offered, (batch, files) => batch.Editor.VersionOf(files))];

    // The lock of each area within that of the one before.
    private void Lock(Action<WorklistCatalog[]> act, CancellationToken cancellationToken)
    {
        LockFrom([]);

        void LockFrom(WorklistCatalog[] locked)
        {
            if (locked.Length == batches.Count)
            {
                act(locked);
            }
            else
            {
                batches[locked.Length].Editor.Lock(offered => LockFrom([.. locked, offered]), cancellationToken);
            }
        }
    }
}
