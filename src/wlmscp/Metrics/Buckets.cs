using System.Diagnostics.Metrics;

namespace Wlmscp.Metrics;

/// <summary>The bounds of histograms: few, each a series.</summary>
internal static class Buckets
{
    /// <summary>Of times in seconds, from what nobody notices to what a lock is waited for at most, by default.</summary>
    public static readonly InstrumentAdvice<double> OfSeconds =
        new() { HistogramBucketBoundaries = [0.001, 0.01, 0.1, 1, 10] };
}
