using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Sending;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>
/// What areas keep of performed steps, and of messages about them that were given up, from before a moment: of performed
/// steps those that nobody has told of since, of messages those that came before. What waits to be sent on is never old.
/// </summary>
/// <param name="areas">The directories of the areas.</param>
/// <param name="before">The moment, UTC.</param>
public sealed class OldPerformedSteps(IReadOnlyList<string> areas, DateTime before)
{
    /// <summary>Finds those of an area.</summary>
    /// <param name="area">The directory of the area.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="StorageAreaException">A directory of it is a link.</exception>
    public OldFiles Find(string area)
    {
        var files = new MppsFiles(area);
        return new OldFiles(
            [.. files.ObjectsBefore(before)],
            [.. files.HistoriesBefore(before).Where(each => IsOld(each.History)).Select(each => each.Path)],
            [
                .. new Outbox(area).ListAsync().GetAwaiter().GetResult()
                    .Where(file => file.State == OutgoingState.Failed && file.Came < before).Select(file => file.Path),
            ]);
    }

    /// <summary>
    /// Removes those of an area, under its exclusive lock; what was written meanwhile stays.
    /// </summary>
    /// <inheritdoc cref="Find"/>
    /// <param name="area">The area, locked.</param>
    /// <param name="archive">
    /// The directory that performed steps and messages are moved to; null: none. What was performed for scheduled steps
    /// means something to their area only.
    /// </param>
    /// <returns>What was removed.</returns>
    public OldFiles Remove(AreaEditor area, string? archive)
    {
        OldFiles found = Find(area.Path);
        foreach (string path in archive is null ? [] : found.Steps.Concat(found.Failed))
        {
            ArchiveDirectory.Add(path, archive!);
        }

        foreach (string path in found.Steps.Concat(found.Histories).Concat(found.Failed))
        {
            File.Delete(path);
        }

        return found;
    }

    // As long as one of its performed steps goes on, how the scheduled step was before counts.
    private bool IsOld(StepHistory? history) => (history?.Steps ?? []).All(step => areas.All(area =>
        new MppsFiles(area).FindWriteTime(step.SOPInstanceUID) is not { } written || written < before));
}

/// <summary>Files of an area that nobody needs any more.</summary>
/// <param name="Steps">Those of performed steps.</param>
/// <param name="Histories">Those of what was performed for scheduled steps.</param>
/// <param name="Failed">Those of messages that were given up.</param>
public sealed record OldFiles(
    IReadOnlyList<string> Steps, IReadOnlyList<string> Histories, IReadOnlyList<string> Failed)
{
    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Steps.Count + Histories.Count + Failed.Count == 0;
}
