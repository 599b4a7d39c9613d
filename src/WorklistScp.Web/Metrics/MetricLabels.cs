namespace WorklistScp.Web.Metrics;

/// <summary>The labels of a series: up to two, whose names are those of its instrument, in its order.</summary>
internal readonly record struct MetricLabels(string? Name1, string? Value1, string? Name2, string? Value2)
{
    private const int Most = 2;

    /// <summary>Those of a measurement.</summary>
    public static MetricLabels Of(ReadOnlySpan<KeyValuePair<string, object?>> labels) => labels.Length switch
    {
        0 => default,
        1 => new(labels[0].Key, labels[0].Value as string, null, null),
        Most => new(labels[0].Key, labels[0].Value as string, labels[1].Key, labels[1].Value as string),
        _ => throw new ArgumentException($"{labels.Length} labels, expected at most {Most}", nameof(labels)),
    };
}
