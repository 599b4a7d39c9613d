namespace WorklistScp.Benchmarks.Soak;

/// <summary>What came out.</summary>
/// <param name="Intervals">The parts of the time, at least one.</param>
/// <param name="OpenFilesBefore">The files that the server had open when no association had been there yet.</param>
/// <param name="OpenFilesAfter">Those it had open when the last association had ended.</param>
internal sealed record SoakResult(IReadOnlyList<SoakInterval> Intervals, int OpenFilesBefore, int OpenFilesAfter)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(5);

    /// <summary>How long it took.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks(Intervals.Sum(interval => interval.Duration.Ticks));

    /// <summary>The number of answers.</summary>
    public long Queries => Intervals.Sum(interval => (long)interval.Queries);

    /// <summary>The number of files that were changed.</summary>
    public long Changes => Intervals.Sum(interval => (long)interval.Changes);

    /// <summary>The resident memory of the server after five minutes, in MB; null if it was not that long.</summary>
    public double? MemoryAfterWarmUp
    {
        get
        {
            TimeSpan elapsed = TimeSpan.Zero;
            return Intervals.FirstOrDefault(interval => (elapsed += interval.Duration) >= WarmUp)?.Memory;
        }
    }

    /// <summary>The number of wrong answers.</summary>
    public int Wrong => Intervals[^1].Wrong;

    /// <summary>The number of failures.</summary>
    public int Failures => Intervals[^1].Failures;

    /// <summary>Whether there were answers, all of them right, and changes meanwhile.</summary>
    public bool IsFlawless => Queries > 0 && Changes > 0 && Wrong == 0 && Failures == 0;
}
