namespace Wlmscp.Metrics;

/// <summary>A label of a metric. Its values are few, and none is of a patient or of the peer's choice.</summary>
internal static class Label
{
    /// <summary>Makes it.</summary>
    public static KeyValuePair<string, object?> Of(string name, string value) => new(name, value);
}
