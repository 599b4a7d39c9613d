namespace WorklistScp.Benchmarks.Limit;

/// <summary>What a query took of both servers.</summary>
/// <param name="Case">The query.</param>
/// <param name="Recorded">Its answer.</param>
internal sealed record LimitResult(LimitCase Case, RecordedAnswer Recorded)
{
    /// <summary>On processors as the system likes.</summary>
    public LimitTurns Free { get; } = new();

    /// <summary>Client and servers on one.</summary>
    public LimitTurns OneProcessor { get; } = new();
}
