namespace WorklistScp.Worklist.Matching;

/// <summary>A range of dates, times or both, ends included, in ticks of 100 ns (PS3.4 C.2.2.2.5).</summary>
/// <param name="From">The first moment; null: open.</param>
/// <param name="To">The last moment; null: open.</param>
internal readonly record struct TemporalRange(long? From, long? To)
{
    /// <summary>Whether both are open, or closed, at the same ends.</summary>
    public bool HasShapeOf(TemporalRange other) =>
        From.HasValue == other.From.HasValue && To.HasValue == other.To.HasValue;

    /// <summary>Whether the moment is in the range.</summary>
    public bool Contains(long moment) => !(moment < From) && !(moment > To);
}
