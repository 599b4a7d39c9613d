using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Queries;

/// <summary>How queries are understood.</summary>
public sealed record WorklistQueryOptions
{
    /// <summary>
    /// Whether an empty sequence in a query stands for one item with its usual keys (PS3.4 C.2.2.2.6).
    /// </summary>
    public bool ExpandEmptySequences { get; init; } = true;

    /// <summary>How person names are compared.</summary>
    public NameMatching NameMatching { get; init; } = NameMatching.IgnoreCase;
}
