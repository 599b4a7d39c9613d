namespace WorklistScp.Benchmarks.Reports;

/// <summary>How long somebody waited.</summary>
/// <param name="Time">The time.</param>
/// <param name="Error">Why it ended without what was waited for; null: it came.</param>
internal readonly record struct Wait(TimeSpan Time, string? Error = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Error is null ? Number.Text(Time) : $"after {Number.Text(Time)}: {Error}";
}
