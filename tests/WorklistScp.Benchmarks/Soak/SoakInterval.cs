using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>What happened in a part of the time.</summary>
internal sealed class SoakInterval
{
    /// <summary>Keeps the numbers, not the times.</summary>
    public SoakInterval(
        TimeSpan duration, IReadOnlyCollection<TimeSpan> times, int changes, double memory, int wrong, int failures)
    {
        Duration = duration;
        Queries = times.Count;
        Changes = changes;
        Memory = memory;
        Wrong = wrong;
        Failures = failures;
        if (times.Count > 0)
        {
            var distribution = new Distribution(times);
            (P50, P99, Max) = (distribution.P50, distribution.Percentile(99), distribution.Max);
        }
    }

    /// <summary>How long it was.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The number of answers.</summary>
    public int Queries { get; }

    /// <summary>The number of files that were changed.</summary>
    public int Changes { get; }

    /// <summary>The resident memory of the server at its end, in MB.</summary>
    public double Memory { get; }

    /// <summary>The number of wrong answers up to its end.</summary>
    public int Wrong { get; }

    /// <summary>The number of failures up to its end.</summary>
    public int Failures { get; }

    /// <summary>The time, in ms, that half of the answers took at most.</summary>
    public double P50 { get; }

    /// <summary>The time, in ms, that 99 of 100 answers took at most.</summary>
    public double P99 { get; }

    /// <summary>The time, in ms, of the slowest answer.</summary>
    public double Max { get; }
}
