using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Web.Hosting;

namespace WorklistScp.Web.Metrics;

/// <summary><c>/metrics</c>: what the daemon counts, for Prometheus and those who read its text or OpenMetrics.</summary>
/// <param name="metrics">Reads the metrics.</param>
/// <param name="access">Who may: a <see cref="NeedsRole"/> or <see cref="NeedsNobody"/>.</param>
internal sealed class MetricsResources(MetricsReader metrics, object access) : IWebResources
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", TellAsync).WithMetadata(access);

    private async Task TellAsync(HttpContext context)
    {
        MetricsForm form = MetricsForms.ChooseFor(context.Request);
        ReadOnlyMemory<byte> text = metrics.Read(form);
        context.Response.ContentType = MetricsForms.MediaTypeOf(form);
        context.Response.ContentLength = text.Length;
        await context.Response.Body.WriteAsync(text, context.RequestAborted);
    }
}
