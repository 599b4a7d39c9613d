using Wlmscp.Commands.Editing;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Performing;

/// <summary>The entries whose steps are performed: a modality may have one on its list that is done meanwhile.</summary>
internal static class PerformedEntries
{
    /// <summary>Reads them.</summary>
    /// <param name="areas">The directories of the storage areas.</param>
    /// <param name="which">Which entries.</param>
    /// <param name="most">How many are meant at most.</param>
    /// <returns>Their data sets; one at least.</returns>
    /// <exception cref="ToolException">There is none, there are too many, or no modality can perform one.</exception>
    public static IReadOnlyList<DicomDataset> Read(IReadOnlyList<string> areas, EntrySelection which, int most)
    {
        AreaFile[] found = [.. areas.SelectMany(area => ReadArea(area, which))];
        if (found.Length == 0)
        {
            throw new ToolException(ExitCode.Negative, "no entry matches, expected one, offered or done");
        }

        if (found.Length > most)
        {
            throw EditFailure.Of(new EditOutcome.TooMany(found.Length, most));
        }

        return [.. found.Select(DatasetOf)];
    }

    // One that becomes done meanwhile is read twice, rather than not at all.
    private static IEnumerable<AreaFile> ReadArea(string area, EntrySelection which) =>
        EditedArea.Read(area).Concat(EditedArea.Read(area, areDone: true)).Where(file => file.IsOf(which))
            .DistinctBy(file => EntryKey.Of(file.Dataset!));

    private static DicomDataset DatasetOf(AreaFile file) =>
        Completeness.FindMissing(file.Dataset!) is { Count: > 0 } missing
            ? throw EditFailure.Of(new EditOutcome.Refused(file.Name, new EditRefusal.Incomplete(missing)))
            : file.Dataset!;
}
