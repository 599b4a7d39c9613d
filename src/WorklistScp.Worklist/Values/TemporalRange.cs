namespace WorklistScp.Worklist.Values;

/// <summary>A range of dates, times or both, ends included, in ticks of 100 ns (PS3.4 C.2.2.2.5).</summary>
/// <param name="From">The first moment; null: open.</param>
/// <param name="To">The last moment; null: open.</param>
internal readonly record struct TemporalRange(long? From, long? To)
{
    /// <summary>Whether both ends are given.</summary>
    public bool IsClosed => From.HasValue && To.HasValue;

    /// <summary>The smallest range that all of some are in; of none, one that nothing is in.</summary>
    public static TemporalRange Around(IReadOnlyCollection<TemporalRange> ranges) => ranges.Count == 0
        ? new TemporalRange(long.MaxValue, long.MinValue)
        : new TemporalRange(
            ranges.All(range => range.From.HasValue) ? ranges.Min(range => range.From) : null,
            ranges.All(range => range.To.HasValue) ? ranges.Max(range => range.To) : null);

    /// <summary>Whether both are open, or closed, at the same ends.</summary>
    public bool HasShapeOf(TemporalRange other) =>
        From.HasValue == other.From.HasValue && To.HasValue == other.To.HasValue;

    /// <summary>Whether the moment is in the range.</summary>
    public bool Contains(long moment) => !(moment < From) && !(moment > To);

    /// <summary>A range with earlier and later ends.</summary>
    public TemporalRange Widen(long before, long after) => new(
        From > long.MinValue + before ? From - before : From,
        To < long.MaxValue - after ? To + after : To);
}
