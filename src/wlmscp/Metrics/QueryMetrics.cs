using System.Diagnostics.Metrics;
using WorklistScp.Network;

namespace Wlmscp.Metrics;

/// <summary>Counts C-FIND requests and what was found.</summary>
internal sealed class QueryMetrics
{
    private readonly AreaLabels _areas;
    private readonly DeviceMetrics _devices;
    private readonly Counter<long> _queries;
    private readonly Counter<long> _empty;
    private readonly Counter<long> _matches;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instruments.</summary>
    public QueryMetrics(Meter meter, AreaLabels areas, DeviceMetrics devices)
    {
        _areas = areas;
        _devices = devices;
        _queries = meter.CreateCounter<long>(
            "wlmscp_queries", null, "C-FIND requests, by storage area and status of the last response; none: there was none.");
        _empty = meter.CreateCounter<long>(
            "wlmscp_queries_empty", null, "C-FIND requests that were answered with a success and no match, by storage area.");
        _matches = meter.CreateCounter<long>("wlmscp_query_matches", null, "Matches of C-FIND requests, by storage area.");
        _duration = meter.CreateHistogram(
            "wlmscp_query_duration_seconds", null, "Time from a C-FIND request to its last response.", tags: null,
            Buckets.OfSeconds);
    }

    /// <summary>A query has ended.</summary>
    /// <param name="called">The called AE title.</param>
    /// <param name="calling">The calling AE title.</param>
    /// <param name="status">The status of the last response; null: there was none.</param>
    /// <param name="matches">How many responses with a match were made.</param>
    /// <param name="duration">How long it took.</param>
    public void Ended(string called, string calling, DicomStatus? status, int matches, TimeSpan duration)
    {
        KeyValuePair<string, object?> area = Label.Of("area", _areas.Of(called));
        _queries.Add(1, area, Label.Of("status", status is { } given ? $"{given}" : "none"));
        _matches.Add(matches, area);
        _empty.Add(status == DicomStatus.Success && matches == 0 ? 1 : 0, area);
        _duration.Record(duration.TotalSeconds);
        _devices.Asked(calling);
    }

    /// <summary>A query was answered without a service.</summary>
    /// <param name="called">The called AE title.</param>
    /// <param name="status">The status of the response.</param>
    public void Refused(string called, DicomStatus status) =>
        _queries.Add(1, Label.Of("area", _areas.Of(called)), Label.Of("status", $"{status}"));
}
