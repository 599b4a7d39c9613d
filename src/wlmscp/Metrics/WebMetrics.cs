using System.Diagnostics.Metrics;
using WorklistScp.Web.Hosting;

namespace Wlmscp.Metrics;

/// <summary>Counts what users do over HTTP.</summary>
internal sealed class WebMetrics : IWebObserver
{
    private readonly Counter<long> _requests;

    /// <summary>Makes the instruments.</summary>
    public WebMetrics(Meter meter) => _requests = meter.CreateCounter<long>(
        "wlmscp_http_requests", null,
        "Requests of HTTP but those for health and files of the page, by act and class of the status; none: the client has gone.");

    /// <inheritdoc/>
    public ValueTask<bool> BeforeAsync(WebAct act, CancellationToken cancellationToken) => new(true);

    /// <inheritdoc/>
    public void After(WebAct act) =>
        _requests.Add(1, Label.Of("act", act.Name), Label.Of("status", ClassOf(act.Status)));

    private static string ClassOf(int status) => (status / 100) switch
    {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        5 => "5xx",
        _ => "none",
    };
}
