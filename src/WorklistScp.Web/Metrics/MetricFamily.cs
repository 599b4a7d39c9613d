using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace WorklistScp.Web.Metrics;

/// <summary>What an instrument has measured, a series for each set of labels. Any thread may add.</summary>
internal sealed class MetricFamily
{
    // Instruments have few; this one must not take all memory if one has not.
    private const int MostSeries = 5000;

    private readonly ConcurrentDictionary<MetricLabels, MetricSeries> _series = [];
    private readonly bool _isObserved;

    private MetricFamily(Instrument instrument, MetricKind kind, IReadOnlyList<double> bounds)
    {
        Name = instrument.Name;
        Help = instrument.Description ?? "";
        Kind = kind;
        Bounds = bounds;
        _isObserved = instrument.IsObservable;
    }

    /// <summary>The name, without the end that samples of counters have.</summary>
    public string Name { get; }

    /// <summary>What it is, for people.</summary>
    public string Help { get; }

    /// <summary>Its kind.</summary>
    public MetricKind Kind { get; }

    /// <summary>Of a histogram, the upper bounds of its buckets but the last.</summary>
    public IReadOnlyList<double> Bounds { get; }

    /// <summary>The series, in an order that stays.</summary>
    public IEnumerable<KeyValuePair<MetricLabels, MetricSeries>> Series =>
        _series.OrderBy(series => series.Key.Value1, StringComparer.Ordinal)
            .ThenBy(series => series.Key.Value2, StringComparer.Ordinal);

    /// <summary>That of an instrument.</summary>
    public static MetricFamily Of(Instrument instrument) => instrument switch
    {
        Counter<long> or ObservableCounter<long> => new(instrument, MetricKind.Counter, []),
        Histogram<double> histogram =>
            new(instrument, MetricKind.Histogram, histogram.Advice?.HistogramBucketBoundaries ?? []),
        _ => new(instrument, MetricKind.Gauge, []),
    };

    /// <summary>What is asked for when somebody reads is about to be: what it was before does not count.</summary>
    public void Begin()
    {
        if (_isObserved)
        {
            _series.Clear();
        }
    }

    /// <summary>Adds a measurement.</summary>
    public void Take(double value, MetricLabels labels)
    {
        if (!_series.TryGetValue(labels, out MetricSeries? series))
        {
            if (_series.Count >= MostSeries)
            {
                return;
            }

            series = _series.GetOrAdd(labels, _ => new MetricSeries(Bounds));
        }

        series.Add(value);
    }
}

/// <summary>The kinds of metrics, named as both forms of text name them.</summary>
internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts values by size.</summary>
    Histogram,
}
