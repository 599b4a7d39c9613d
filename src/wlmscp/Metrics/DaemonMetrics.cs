using System.Diagnostics.Metrics;
using Wlmscp.Audit;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Web.Desk;

namespace Wlmscp.Metrics;

/// <summary>
/// What the daemon counts, as instruments of a meter. Nobody makes them where nobody is to read them; what is counted asks
/// nobody to wait.
/// </summary>
internal sealed class DaemonMetrics
{
    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">The meter; whoever reads it listens already, so that nothing is missed.</param>
    /// <param name="areas">The storage areas.</param>
    /// <param name="devices">The devices of the configuration file.</param>
    /// <param name="audit">The audit log; null: there is none.</param>
    /// <param name="time">The clock.</param>
    public DaemonMetrics(
        Meter meter, StorageAreas areas, Func<IReadOnlyList<DeskDevice>> devices, AuditLog? audit, TimeProvider time)
    {
        var labels = new AreaLabels(areas.IsKnown);
        Queries = new QueryMetrics(meter, labels, new DeviceMetrics(meter, devices, time));
        Associations = new AssociationMetrics(meter, Queries);
        Messages = new MessageMetrics(meter);
        Web = new WebMetrics(meter);
        Observe(meter, areas, labels);
        AuditMetrics.Observe(meter, audit);
        double start = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        meter.CreateObservableGauge(
            "wlmscp_process_start_time_seconds", () => start, null, "Unix time at which the daemon was started.");
        var version = Label.Of("version", typeof(DaemonMetrics).Assembly.GetName().Version!.ToString(3));
        meter.CreateObservableGauge(
            "wlmscp_build_info", () => new Measurement<int>(1, version), null, "Always 1; the version of the program.");
    }

    /// <summary>Associations.</summary>
    public AssociationMetrics Associations { get; }

    /// <summary>Queries.</summary>
    public QueryMetrics Queries { get; }

    /// <summary>Messages.</summary>
    public MessageMetrics Messages { get; }

    /// <summary>Requests of HTTP.</summary>
    public WebMetrics Web { get; }

    private static void Observe(Meter meter, StorageAreas areas, AreaLabels labels)
    {
        meter.CreateObservableGauge(
            "wlmscp_entries", () => Count(areas, labels, snapshot => snapshot.Worklist.Count), null,
            "Entries that are offered, by storage area, as it was last looked at.");
        meter.CreateObservableGauge(
            "wlmscp_files_skipped",
            () => Count(areas, labels, snapshot => snapshot.Findings.Count(finding => finding is SkippedFile)), null,
            "Worklist files that are not offered, such as incomplete ones, by storage area, as it was last looked at.");
    }

    private static IEnumerable<Measurement<int>> Count(
        StorageAreas areas, AreaLabels labels, Func<AreaSnapshot, int> count) =>
        from area in areas.Latest
        group count(area.Snapshot) by labels.Of(area.Name) into counts
        select new Measurement<int>(counts.Sum(), Label.Of("area", counts.Key));
}
