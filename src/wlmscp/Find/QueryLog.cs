using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Dimse;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.Find;

/// <summary>
/// What is logged of one query: a single line for all levels down to info, whatever its end; at debug level the
/// identifier, the responses, and for each entry that did not match the first key that failed.
/// </summary>
internal sealed class QueryLog : IDisposable
{
    private readonly ILogger _logger;
    private readonly DicomCFindRequest _request;
    private readonly long _start = Stopwatch.GetTimestamp();
    private WorklistQuery? _query;
    private int _entries;
    private int _matches;
    private bool _hasEnded;

    public QueryLog(ILogger logger, DicomCFindRequest request)
    {
        _logger = logger;
        _request = request;
        IsDetailed = logger.IsEnabled(LogLevel.Debug);
        if (IsDetailed)
        {
            QueryEvents.Identifier(
                logger, Id, request.MessageID, new DumpText(request.Identifier, request.TransferSyntax));
        }
    }

    /// <summary>Whether entries that do not match are of interest too.</summary>
    public bool IsDetailed { get; }

    private string Id => _request.Association.Id;

    /// <summary>The query was understood.</summary>
    public void Begin(WorklistQuery query) => _query = query;

    /// <summary>Entries are looked at.</summary>
    public void Begin(WorklistSnapshot snapshot) => _entries = snapshot.Count;

    /// <summary>It is answered with A900.</summary>
    public void Refused(string comment, DicomTag[] tags)
    {
        string places = string.Concat(tags);
        QueryEvents.Refused(_logger, Id, _request.MessageID, comment, places);
        _hasEnded = true;
    }

    /// <summary>It is answered with A700.</summary>
    public void Unavailable(string reason)
    {
        QueryEvents.AreaUnavailable(_logger, Id, _request.MessageID, reason);
        _hasEnded = true;
    }

    /// <summary>An entry matches.</summary>
    public void Match(WorklistEntry entry, DicomStatus status, ResponseBuilder responses)
    {
        _matches++;
        if (IsDetailed)
        {
            DicomDataset response = responses.Build(_query!, entry);
            QueryEvents.Response(
                _logger, Id, _matches, entry.FileName, status, new DumpText(response, _request.TransferSyntax));
        }
    }

    /// <summary>An entry does not match.</summary>
    public void Mismatch(WorklistEntry entry)
    {
        if (IsDetailed)
        {
            KeyMismatch? mismatch = _query!.FindMismatch(entry);
            QueryEvents.Mismatch(_logger, Id, entry.FileName, mismatch);
        }
    }

    /// <summary>All entries were looked at.</summary>
    public void End()
    {
        QueryEvents.Answered(_logger, Id, _request.MessageID, Keys, _matches, _entries, Elapsed);
        _hasEnded = true;
    }

    /// <summary>Says so if the query came to no end: cancelled, or the association is gone.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            QueryEvents.CutShort(_logger, Id, _request.MessageID, Keys, _matches, _entries, Elapsed);
        }
    }

    private KeyList Keys => new(_query?.KeysWithValue ?? []);

    private double Elapsed => Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
}
