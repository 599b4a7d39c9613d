namespace WorklistScp.Benchmarks.Reports;

/// <summary>Measured times, in order.</summary>
internal sealed class Distribution
{
    private readonly double[] _milliseconds;

    /// <summary>Sorts times.</summary>
    /// <param name="times">At least one.</param>
    public Distribution(IEnumerable<TimeSpan> times) =>
        _milliseconds = [.. times.Select(time => time.TotalMilliseconds).Order()];

    /// <summary>The shortest time, in ms.</summary>
    public double Min => _milliseconds[0];

    /// <summary>The longest time, in ms.</summary>
    public double Max => _milliseconds[^1];

    /// <summary>The time, in ms, that half of all do not exceed.</summary>
    public double P50 => Percentile(50);

    /// <summary>The time, in ms, that this percentage of all do not exceed.</summary>
    public double Percentile(int percent) =>
        _milliseconds[Math.Max(0, (int)Math.Ceiling(_milliseconds.Length * percent / 100.0) - 1)];
}
