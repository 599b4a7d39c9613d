using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Linux;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>
/// Keeps performed procedure steps in storage areas, and has their scheduled steps follow them: the performed step, what it
/// did, and the entries change together. Any thread may call.
/// </summary>
/// <param name="editors">The areas.</param>
/// <param name="time">The clock.</param>
public sealed class MppsStore(AreaEditors editors, TimeProvider time)
{
    // So long a file system may be silent.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Finds a performed step, in whatever area it is kept; null: there is none.</summary>
    /// <param name="sopInstanceUID">Its SOP Instance UID.</param>
    /// <param name="area">The name of the area that is looked at first.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="StorageAreaException">The areas cannot be read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="DicomDataException">What is kept under its name is none.</exception>
    public async Task<(string Area, KeptMpps Kept)?> FindAsync(
        string sopInstanceUID, string area, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Name, WorklistEditor Editor)> areas = await ListAsync(area, cancellationToken);
        return await RunAsync(() => Find(areas, sopInstanceUID));
    }

    /// <summary>Says which entries a performed step is about, and changes nothing; null: there is no such one.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public async Task<(KeptMpps Kept, IReadOnlyList<StepExplanation> Steps)?> ExplainAsync(
        string sopInstanceUID, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Name, WorklistEditor Editor)> areas = await editors.FindAllAsync(cancellationToken);
        return await RunAsync<(KeptMpps, IReadOnlyList<StepExplanation>)?>(() =>
        {
            if (Find(areas, sopInstanceUID) is not { } found)
            {
                return null;
            }

            var search = new StepSearch(
                [.. areas.OrderByDescending(area => area.Name == found.Area)], cancellationToken);
            return (found.Kept, [.. search.FindAll(found.Kept.Object).Select(match => new StepExplanation(
                match, [.. match.Steps.Select(step => Describe(step.Place, search.EntryOf(step)))]))]);
        });
    }

    /// <summary>Keeps a performed step, and changes the entries that it is about; returns when that is on the disk.</summary>
    /// <param name="change">The performed step.</param>
    /// <param name="cancellationToken">Ends the waiting for locks.</param>
    /// <returns>What it has brought about; null: it was changed by somebody else meanwhile, and nothing was done.</returns>
    /// <exception cref="StorageAreaException">The areas cannot be read, or somebody kept the lock.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public async Task<MppsEffects?> KeepAsync(MppsChange change, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Name, WorklistEditor Editor)> areas = await ListAsync(change.Area, cancellationToken);
        WorklistEditor ofStep = areas[0].Editor;
        await ofStep.EnterAsync(cancellationToken);
        try
        {
            return await RunAsync(() => new MppsRun(areas, change, time, cancellationToken).Run());
        }
        finally
        {
            ofStep.Leave();
        }
    }

    private static (string Area, KeptMpps Kept)? Find(
        IReadOnlyList<(string Name, WorklistEditor Editor)> areas, string sopInstanceUID)
    {
        foreach ((string name, WorklistEditor editor) in areas)
        {
            if (new MppsFiles(editor.Directory).Find(sopInstanceUID) is { } kept)
            {
                return (name, kept);
            }
        }

        return null;
    }

    private static (string, StepState, StepHistory?) Describe(string place, FoundStep found) =>
        (place, found.State, new MppsFiles(found.Editor.Directory).FindHistory(found.Key));

    private static async Task<T> RunAsync<T>(Func<T> work)
    {
        try
        {
            return await OwnThreads.RunAsync(work).WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new StorageAreaException(
                $"the file system does not answer for {Patience.TotalSeconds} s", "The storage area does not answer", e);
        }
    }

    // The area that is meant comes first.
    private async Task<IReadOnlyList<(string Name, WorklistEditor Editor)>> ListAsync(
        string first, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Name, WorklistEditor Editor)> all = await editors.FindAllAsync(cancellationToken);
        return all.Any(area => area.Name == first)
            ? [.. all.Where(area => area.Name == first), .. all.Where(area => area.Name != first)]
            : throw new StorageAreaException($"no storage area {first}", "The storage area cannot be found");
    }
}
