using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Wlmscp.Audit;
using WorklistScp.Network;
using WorklistScp.Network.Services;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.Find;

/// <summary>
/// What is logged of one query: a single line for all levels down to info, whatever its end; at debug level the
/// identifier, the responses, and for each entry that did not match the first key that failed. And its lines in the
/// audit log.
/// </summary>
internal sealed class QueryLog : IDisposable
{
    private readonly ILogger _logger;
    private readonly AuditLog? _audit;
    private readonly DicomCFindRequest _request;
    private readonly CancellationToken _cancellationToken;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly WorklistQueryOptions _options;
    private WorklistQuery? _query;
    private AuditedQuery? _audited;
    private WorklistQuery? _strict;
    private int _entries;
    private int _matches;
    private bool _hasEnded;

    public QueryLog(
        ILogger logger, AuditLog? audit, DicomCFindRequest request, WorklistQueryOptions options,
        CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _options = options;
        _logger = logger;
        _audit = audit;
        _request = request;
        IsDetailed = logger.IsEnabled(LogLevel.Debug);
        if (IsDetailed)
        {
            QueryEvents.Identifier(
                logger, Id, request.MessageID, new DumpText(request.Identifier, request.TransferSyntax));
        }
    }

    /// <summary>Whether a response is with the association, which has nothing to do with a failure here.</summary>
    public bool IsHandedOver { get; set; }

    /// <summary>Whether entries that do not match are of interest too.</summary>
    public bool IsDetailed { get; }

    private string Id => _request.Association.Id;

    /// <summary>The query was understood.</summary>
    public void Begin(WorklistQuery query)
    {
        _query = query;
        if (query.CharacterSet is { Problem: not CharacterSetProblem.Misspelt } finding)
        {
            QueryEvents.CharacterSet(_logger, Id, _request.MessageID, finding);
        }

        if (IsDetailed && query.Unmatched.Count > 0)
        {
            QueryEvents.Unmatched(_logger, Id, _request.MessageID, new KeyList(query.Unmatched.Select(key => $"{key}")));
        }
    }

    /// <summary>Where the audit is required, waits until it is recorded that the query was asked.</summary>
    /// <returns>Whether the query may be answered.</returns>
    public ValueTask<bool> AskedAsync(CancellationToken cancellationToken) =>
        _audit?.AskedAsync(Audited, cancellationToken) ?? new ValueTask<bool>(true);

    /// <summary>Entries are looked at.</summary>
    public void Begin(WorklistSnapshot snapshot) => _entries = snapshot.Count;

    /// <summary>It is answered with A900.</summary>
    public void Refused(string comment, DicomTag[] tags)
    {
        string places = string.Concat(tags);
        QueryEvents.Refused(_logger, Id, _request.MessageID, comment, places);
        Audit($"refused A900: {comment}");
    }

    /// <summary>It is answered with A700.</summary>
    public void Unavailable(string reason)
    {
        QueryEvents.AreaUnavailable(_logger, Id, _request.MessageID, reason);
        Audit($"refused A700: {reason}");
    }

    /// <summary>An entry matches.</summary>
    public void Match(WorklistEntry entry, DicomStatus status, ResponseBuilder responses)
    {
        _matches++;
        if (IsDetailed)
        {
            DicomDataset response = responses.Build(_query!, entry);
            string file = PrintableText.Of(entry.FileName);
            QueryEvents.Response(
                _logger, Id, _matches, file, status, new DumpText(response, _request.TransferSyntax));
            LogAbsent(entry);
        }
    }

    /// <summary>An entry does not match.</summary>
    public void Mismatch(WorklistEntry entry)
    {
        if (IsDetailed)
        {
            KeyMismatch? mismatch = _query!.FindMismatch(entry);
            string file = PrintableText.Of(entry.FileName);
            QueryEvents.Mismatch(_logger, Id, file, mismatch);
        }
    }

    /// <summary>All entries were looked at.</summary>
    /// <returns>Whether the answer may be called a success: it is in the audit log, or need not be.</returns>
    public ValueTask<bool> EndAsync(CancellationToken cancellationToken)
    {
        QueryEvents.Answered(_logger, Id, _request.MessageID, Keys, _matches, _entries, Elapsed);
        _hasEnded = true;
        return _audit?.EndedAsync(Audited, _matches, "success", cancellationToken) ?? new ValueTask<bool>(true);
    }

    /// <summary>Says so if the query came to no end, and who ended it.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            string end = _request.IsCancelled ? "cancelled"
                : _request.IsAborted ? "ended by the server"
                : IsHandedOver || _cancellationToken.IsCancellationRequested ? "ended by the peer"
                : "failed";
            QueryEvents.CutShort(_logger, Id, _request.MessageID, Keys, end, _matches, _entries, Elapsed);
            Audit(end);
        }
    }

    // Which keys the entry matches only because it has no value for them.
    private void LogAbsent(WorklistEntry entry)
    {
        _strict ??= WorklistQuery.Parse(_request.Identifier, _options with { StrictMatching = true });
        string[] names =
            [.. _strict.FindMismatches(entry).Where(key => string.IsNullOrEmpty(key.Found)).Select(key => key.Name)];
        if (names.Length > 0)
        {
            string file = PrintableText.Of(entry.FileName);
            QueryEvents.Absent(_logger, Id, file, new KeyList(names));
        }
    }

    private void Audit(string outcome)
    {
        _hasEnded = true;
        _audit?.Ended(Audited, _matches, outcome);
    }

    private AuditedQuery Audited => _audited ??= new AuditedQuery(_request, _query);

    private KeyList Keys => new(_query?.KeysWithValue ?? []);

    private double Elapsed => Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
}
