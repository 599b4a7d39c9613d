using WorklistScp.Storage;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Explaining;

/// <summary>How the daemon is set, that answers the query.</summary>
/// <param name="Area">How storage areas are read.</param>
/// <param name="Query">How queries are understood.</param>
/// <param name="FailOnInvalidQuery">Whether a query with a wrong value is refused.</param>
internal sealed record ExplainSettings(
    StorageAreaOptions Area, WorklistQueryOptions Query, bool FailOnInvalidQuery);
