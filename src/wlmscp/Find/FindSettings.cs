namespace Wlmscp.Find;

/// <summary>How queries are answered.</summary>
internal sealed record FindSettings
{
    /// <summary>Whether a query with a key that cannot match is answered with A900.</summary>
    public bool FailOnInvalidQuery { get; init; } = true;

    /// <summary>How long to wait before a query is looked at.</summary>
    public TimeSpan DelayBefore { get; init; }

    /// <summary>How long to wait after the final response before the association goes on.</summary>
    public TimeSpan DelayAfter { get; init; }

    /// <summary>How long to wait before each response.</summary>
    public TimeSpan DelayDuring { get; init; }
}
