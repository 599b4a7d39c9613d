using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace WorklistScp.Web.Metrics;

/// <summary>Adds up what the instruments of one meter measure, for who asks. It has no thread: who measures adds.</summary>
public sealed class MetricsReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Begins to listen; what was measured before is missed.</summary>
    /// <param name="meter">The name of the meter.</param>
    public MetricsReader(string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
            {
                listener.EnableMeasurementEvents(
                    instrument, _families.GetOrAdd(instrument.Name, _ => MetricFamily.Of(instrument)));
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, labels, family) => Take(value, labels, family));
        _listener.SetMeasurementEventCallback<long>((_, value, labels, family) => Take(value, labels, family));
        _listener.SetMeasurementEventCallback<double>((_, value, labels, family) => Take(value, labels, family));
        _listener.Start();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>Writes all metrics as they are now.</summary>
    /// <param name="form">How.</param>
    internal ReadOnlyMemory<byte> Read(MetricsForm form)
    {
        var text = new ArrayBufferWriter<byte>();
        lock (_gate)
        {
            MetricFamily[] families = [.. _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];
            Array.ForEach(families, family => family.Begin());
            _listener.RecordObservableInstruments();
            MetricsText.Write(text, families, form);
        }

        return text.WrittenMemory;
    }

    private static void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels, object? family) =>
        ((MetricFamily)family!).Take(value, MetricLabels.Of(labels));
}
