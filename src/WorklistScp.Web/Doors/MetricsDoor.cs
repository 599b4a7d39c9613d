using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WorklistScp.Storage.Areas;
using WorklistScp.Web.Health;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Metrics;
using WorklistScp.Web.Problems;

namespace WorklistScp.Web.Doors;

/// <summary>Metrics and health by themselves, on a port that has no users: whoever gets through to it may read them.</summary>
public sealed class MetricsDoor : IAsyncDisposable
{
    private const int MaxConnections = 50;

    private readonly CancellationTokenSource _stopping = new();
    private readonly WebServer _server;

    /// <summary>Makes it; it is shut.</summary>
    /// <param name="listener">The socket, which listens already; from now on it is the door's.</param>
    /// <param name="metrics">Reads the metrics.</param>
    /// <param name="areas">The storage areas.</param>
    /// <param name="logger">Receives the events 4000 to 4099.</param>
    public MetricsDoor(Socket listener, MetricsReader metrics, StorageAreas areas, ILogger logger) =>
        _server = WebServer.Create(
            new WebServerOptions
            {
                Listener = listener, MaxConnections = MaxConnections, MaxPerAddress = MaxConnections, MaxBody = 0,
            },
            [new HealthResources(areas, _stopping.Token), new MetricsResources(metrics, new NeedsNobody())],
            new NothingElse(), observer: null, logger);

    /// <summary>Begins to serve.</summary>
    public Task OpenAsync() => _server.StartAsync();

    /// <summary>Shuts it at once; who asks may be answered for some time.</summary>
    /// <param name="grace">How long that may take.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        await _server.StopAsync(grace);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private sealed class NothingElse : IDoorkeeper
    {
        public ValueTask<Admission> AdmitAsync(HttpContext context) => new(new Admission(
            null,
            new WebProblem(StatusCodes.Status404NotFound, "only /metrics, /livez and /readyz are served at this port")));
    }
}
