using Wlmscp.Commands.Checking;
using WorklistScp.Network.Access;
using WorklistScp.Storage;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Questioning;

/// <summary>How the daemon is set, that answers the query.</summary>
/// <param name="Area">How storage areas are read.</param>
/// <param name="Query">How queries are understood.</param>
/// <param name="FailOnInvalidQuery">Whether a query with a wrong value is refused.</param>
internal sealed record QuestionSettings(
    StorageAreaOptions Area, WorklistQueryOptions Query, bool FailOnInvalidQuery)
{
    /// <summary>The device that asks; null: not known.</summary>
    public string? CallingAETitle { get; init; }

    /// <summary>The configuration file of the daemon; null: it has none.</summary>
    public string? Configuration { get; init; }

    /// <summary>The extensions that the device is supposed to have negotiated; <see cref="Query"/> has them.</summary>
    public QueryExtensions Negotiated { get; init; }

    /// <summary>Those that may ask; none: all.</summary>
    public IReadOnlyList<CallingRule> AllowedCalling { get; init; } = [];

    /// <summary>Whether the daemon refuses a query with A900.</summary>
    /// <param name="identifier">Its identifier.</param>
    /// <param name="query">The same, as it is matched.</param>
    public bool Refuses(DicomDataset identifier, WorklistQuery query) =>
        identifier.Count == 0 || (query.Problems.Count > 0 && (FailOnInvalidQuery || query.ExceedsLimit));

    /// <summary>What the daemon may read.</summary>
    public ReadAccess Access { get; init; } = ReadAccess.Own;
}
