namespace WorklistScp.Benchmarks.BadDays;

/// <summary>How much is measured.</summary>
/// <param name="Largest">The most entries of an area.</param>
/// <param name="Repeats">How many queries after a silence, first queries, and the like.</param>
/// <param name="Load">How long peers that do harm go on.</param>
/// <param name="Idle">How long a server is watched that has nothing to do.</param>
/// <param name="Gluster">A directory of a mounted network file system; null: there is none.</param>
internal sealed record BadDaysSettings(int Largest, int Repeats, TimeSpan Load, TimeSpan Idle, string? Gluster)
{
    /// <summary>Those sizes of areas that are not too large.</summary>
    public IEnumerable<int> Sizes(params int[] sizes) => sizes.Where(size => size <= Largest);
}
