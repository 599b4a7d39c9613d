using System.Diagnostics.Metrics;
using WorklistScp.Web.Metrics;

namespace Wlmscp.Metrics;

/// <summary>The meter of the daemon, and who reads it. Without somebody to ask for its metrics there is none.</summary>
internal sealed class DaemonMeter : IDisposable
{
    private const string Name = "wlmscp";

    /// <summary>Makes both; the reader is first, so that it misses nothing.</summary>
    public DaemonMeter()
    {
        Reader = new MetricsReader(Name);
        Meter = new Meter(Name);
        Storage = new StorageMetrics(Meter);
    }

    /// <summary>The meter.</summary>
    public Meter Meter { get; }

    /// <summary>What reads it.</summary>
    public MetricsReader Reader { get; }

    /// <summary>Hears of the storage areas.</summary>
    public StorageMetrics Storage { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Meter.Dispose();
        Reader.Dispose();
    }
}
