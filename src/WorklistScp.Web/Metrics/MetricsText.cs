using System.Buffers;
using System.Globalization;
using System.Text;

namespace WorklistScp.Web.Metrics;

/// <summary>
/// Writes metrics as text: Prometheus's exposition format 0.0.4, or OpenMetrics 1.0.0, which differs in the names of counters
/// and in its end.
/// </summary>
internal static class MetricsText
{
    /// <summary>Writes all of them.</summary>
    public static void Write(IBufferWriter<byte> output, IEnumerable<MetricFamily> families, MetricsForm form)
    {
        var text = new StringBuilder();
        foreach (MetricFamily family in families)
        {
            Write(text, family, form);
        }

        if (form == MetricsForm.OpenMetrics)
        {
            text.Append("# EOF\n");
        }

        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, output);
        }
    }

    private static void Write(StringBuilder text, MetricFamily family, MetricsForm form)
    {
        string sample = family.Kind == MetricKind.Counter ? $"{family.Name}_total" : family.Name;
        string name = form == MetricsForm.OpenMetrics ? family.Name : sample;
        text.Append($"# HELP {name} {Escape(family.Help, isQuoted: form == MetricsForm.OpenMetrics)}\n");
        text.Append($"# TYPE {name} {TypeOf(family.Kind)}\n");
        foreach ((MetricLabels labels, MetricSeries series) in family.Series)
        {
            (double sum, long[] counts) = series.Read();
            if (family.Kind == MetricKind.Histogram)
            {
                WriteHistogram(text, family, labels, sum, counts);
            }
            else
            {
                Write(text, sample, labels, bound: null, sum);
            }
        }
    }

    // Buckets count what is in those before as well.
    private static void WriteHistogram(
        StringBuilder text, MetricFamily family, MetricLabels labels, double sum, long[] counts)
    {
        long count = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            count += counts[i];
            string bound = i < family.Bounds.Count ? BoundOf(family.Bounds[i]) : "+Inf";
            Write(text, $"{family.Name}_bucket", labels, bound, count);
        }

        Write(text, $"{family.Name}_sum", labels, bound: null, sum);
        Write(text, $"{family.Name}_count", labels, bound: null, count);
    }

    private static void Write(StringBuilder text, string name, MetricLabels labels, string? bound, double value)
    {
        text.Append(name);
        var separator = '{';
        Write(text, labels.Name1, labels.Value1, ref separator);
        Write(text, labels.Name2, labels.Value2, ref separator);
        Write(text, bound is null ? null : "le", bound, ref separator);
        text.Append(separator == '{' ? " " : "} ");
        text.Append(CultureInfo.InvariantCulture, $"{value:R}\n");
    }

    private static void Write(StringBuilder text, string? name, string? value, ref char separator)
    {
        if (name is not null)
        {
            text.Append(separator).Append(name).Append("=\"").Append(Escape(value ?? "", isQuoted: true)).Append('"');
            separator = ',';
        }
    }

    private static string Escape(string text, bool isQuoted)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return isQuoted ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    // OpenMetrics wants a point in it, and the label is to be the same in both forms.
    private static string BoundOf(double bound)
    {
        string text = bound.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : $"{text}.0";
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };
}
