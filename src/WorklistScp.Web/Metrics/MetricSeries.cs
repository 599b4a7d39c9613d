namespace WorklistScp.Web.Metrics;

/// <summary>What was measured with one set of labels.</summary>
/// <param name="bounds">The upper bounds of buckets; empty: it is no histogram.</param>
internal sealed class MetricSeries(IReadOnlyList<double> bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _sum;

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
        {
            bucket++;
        }

        lock (_gate)
        {
            _counts[bucket]++;
            _sum += value;
        }
    }

    /// <summary>The sum of all values, and how many were in each bucket, the last one without a bound.</summary>
    public (double Sum, long[] Counts) Read()
    {
        lock (_gate)
        {
            return (_sum, [.. _counts]);
        }
    }
}
