namespace WorklistScp.Worklist.Catalog;

/// <summary>
/// The entries of a storage area at one moment, by start date and time, then file name. Never changes.
/// </summary>
public sealed class WorklistSnapshot
{
    internal WorklistSnapshot(IEnumerable<WorklistEntry> entries)
    {
        Entries = [.. entries
            .OrderBy(entry => entry.Start)
            .ThenBy(entry => entry.FileName, StringComparer.Ordinal)];
    }

    /// <summary>The entries in the order of the responses.</summary>
    public IReadOnlyList<WorklistEntry> Entries { get; }
}
