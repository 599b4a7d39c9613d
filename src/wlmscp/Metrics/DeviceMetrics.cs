using System.Diagnostics.Metrics;
using WorklistScp.Web.Desk;

namespace Wlmscp.Metrics;

/// <summary>When devices that the configuration file names have asked last. Others have no series: anybody can make up one.</summary>
internal sealed class DeviceMetrics
{
    private readonly Func<IReadOnlyList<DeskDevice>> _devices;
    private readonly TimeProvider _time;
    private volatile Table _table = new([], []);

    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="devices">The devices of the configuration file, which may be read again.</param>
    /// <param name="time">The clock.</param>
    public DeviceMetrics(Meter meter, Func<IReadOnlyList<DeskDevice>> devices, TimeProvider time)
    {
        _devices = devices;
        _time = time;
        meter.CreateObservableGauge(
            "wlmscp_device_last_query_timestamp_seconds",
            () => Current().Of.Select(device => new Measurement<double>(
                device.Value.Last / 1000.0, Label.Of("device", device.Key))),
            null, "Unix time of the last C-FIND request of a device of the configuration file; 0: none since the start.");
        meter.CreateObservableGauge(
            "wlmscp_device_open",
            () => Current().Of.Select(device => new Measurement<int>(
                IsOpen(device.Value.Device) ? 1 : 0, Label.Of("device", device.Key))),
            null, "Whether a device of the configuration file is within its hours; 1 too where it has none.");
    }

    /// <summary>A device has asked.</summary>
    /// <param name="title">Its AE title.</param>
    public void Asked(string title)
    {
        if (Current().Of.TryGetValue(title, out DeviceQueries? queries))
        {
            queries.Last = _time.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }

    private Table Current()
    {
        IReadOnlyList<DeskDevice> devices = _devices();
        Table table = _table;
        if (table.From == devices)
        {
            return table;
        }

        var of = new Dictionary<string, DeviceQueries>(StringComparer.Ordinal);
        foreach (DeskDevice device in devices)
        {
            of[device.AETitle] = new DeviceQueries(device) { Last = table.Of.GetValueOrDefault(device.AETitle)?.Last ?? 0 };
        }

        return _table = new Table(devices, of);
    }

    // HH:MM, which are in the order of their letters; until is before from where it is open over midnight.
    private bool IsOpen(DeskDevice device)
    {
        if (device is not { Opens: { } from, Closes: { } until })
        {
            return true;
        }

        string now = $"{_time.GetLocalNow():HH\\:mm}";
        bool hasOpened = string.CompareOrdinal(now, from) >= 0;
        bool hasClosed = string.CompareOrdinal(now, until) >= 0;
        return string.CompareOrdinal(from, until) <= 0 ? hasOpened && !hasClosed : hasOpened || !hasClosed;
    }

    private sealed record Table(IReadOnlyList<DeskDevice> From, Dictionary<string, DeviceQueries> Of);

    private sealed class DeviceQueries(DeskDevice device)
    {
        private long _last;

        public DeskDevice Device => device;

        public long Last
        {
            get => Volatile.Read(ref _last);
            set => Volatile.Write(ref _last, value);
        }
    }
}
