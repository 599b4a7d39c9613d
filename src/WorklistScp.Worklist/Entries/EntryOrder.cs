namespace WorklistScp.Worklist.Entries;

/// <summary>The order of responses: by start date and time, then file name.</summary>
internal sealed class EntryOrder : IComparer<WorklistEntry>
{
    private EntryOrder()
    {
    }

    /// <summary>The order.</summary>
    public static EntryOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(WorklistEntry? x, WorklistEntry? y)
    {
        int order = x!.Start.Ticks.CompareTo(y!.Start.Ticks);
        return order != 0 ? order : string.CompareOrdinal(x.FileName, y.FileName);
    }
}
