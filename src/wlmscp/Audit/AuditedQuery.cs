using WorklistScp.Network.Services;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Audit;

/// <summary>What the audit log tells of a query, whatever its end.</summary>
internal sealed class AuditedQuery
{
    // An honest query has a few; a crafted one has thousands, each with a name of kilobytes.
    private const int MaxKeys = 100;

    private readonly DicomCFindRequest _request;
    private readonly string[] _keys;
    private readonly int? _moreKeys;

    /// <summary>Takes what is needed of a query.</summary>
    /// <param name="request">The request.</param>
    /// <param name="query">What it was understood as; null: it was not.</param>
    public AuditedQuery(DicomCFindRequest request, WorklistQuery? query)
    {
        _request = request;
        _keys = [.. (query?.KeysWithValue ?? []).Take(MaxKeys).Select(ShortName.Of).Distinct()];
        int more = (query?.KeysWithValueCount ?? 0) - MaxKeys;
        _moreKeys = more > 0 ? more : null;
    }

    /// <summary>Makes a line without an outcome.</summary>
    public AuditRecord ToRecord(string what, TimeProvider time) =>
        AuditRecord.Of(what, _request.Association, time.GetUtcNow()) with
        {
            MessageID = _request.MessageID,
            Keys = _keys,
            MoreKeys = _moreKeys,
        };
}
