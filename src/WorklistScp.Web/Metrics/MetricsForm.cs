using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WorklistScp.Web.Metrics;

/// <summary>The forms of text in which metrics are told.</summary>
internal enum MetricsForm
{
    /// <summary>Prometheus's text, version 0.0.4.</summary>
    Prometheus,

    /// <summary>OpenMetrics, version 1.0.0.</summary>
    OpenMetrics,
}

/// <summary>Chooses between them by what the client accepts; who accepts neither gets the older one, as everywhere.</summary>
internal static class MetricsForms
{
    /// <summary>The form for a request.</summary>
    public static MetricsForm ChooseFor(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out IList<MediaTypeHeaderValue>? accepted))
        {
            return MetricsForm.Prometheus;
        }

        foreach (MediaTypeHeaderValue type in accepted.Where(type => type.Quality is not 0)
            .OrderByDescending(type => type.Quality ?? 1))
        {
            if (IsOpenMetrics(type))
            {
                return MetricsForm.OpenMetrics;
            }

            if (type.MatchesAllTypes || type.Type.Equals("text", StringComparison.OrdinalIgnoreCase))
            {
                return MetricsForm.Prometheus;
            }
        }

        return MetricsForm.Prometheus;
    }

    /// <summary>The media type of a form.</summary>
    public static string MediaTypeOf(MetricsForm form) => form == MetricsForm.OpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    private static bool IsOpenMetrics(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase)
        && (NameValueHeaderValue.Find(type.Parameters, "version") is not { } version
            || HeaderUtilities.RemoveQuotes(version.Value) == "1.0.0");
}
