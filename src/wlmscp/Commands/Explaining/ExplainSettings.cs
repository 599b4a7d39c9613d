using Wlmscp.Commands.Checking;
using WorklistScp.Network.Access;
using WorklistScp.Storage;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Explaining;

/// <summary>How the daemon is set, that answers the query.</summary>
/// <param name="Area">How storage areas are read.</param>
/// <param name="Query">How queries are understood.</param>
/// <param name="FailOnInvalidQuery">Whether a query with a wrong value is refused.</param>
internal sealed record ExplainSettings(
    StorageAreaOptions Area, WorklistQueryOptions Query, bool FailOnInvalidQuery)
{
    /// <summary>The device that asks; null: not known.</summary>
    public string? CallingAETitle { get; init; }

    /// <summary>The configuration file of the daemon; null: it has none.</summary>
    public string? Configuration { get; init; }

    /// <summary>Those that may ask; none: all.</summary>
    public IReadOnlyList<CallingRule> AllowedCalling { get; init; } = [];

    /// <summary>What the daemon may read.</summary>
    public ReadAccess Access { get; init; } = ReadAccess.Own;
}
