using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using Wlmscp.Audit;
using Wlmscp.Metrics;
using WorklistScp.Network;
using WorklistScp.Network.Services;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Find;

/// <summary>
/// What is logged of one query: a single line for all levels down to info, whatever its end; at debug level the
/// identifier, the responses, and for each entry that did not match the first key that failed. And its lines in the
/// audit log, and what is counted of it.
/// </summary>
internal sealed class QueryLog : IDisposable
{
    private const int MostLooks = 500; // of matching, each after some microseconds

    private readonly ILogger _logger;
    private readonly AuditLog? _audit;
    private readonly QueryMetrics? _metrics;
    private readonly DicomCFindRequest _request;
    private readonly CancellationToken _cancellationToken;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly WorklistQueryOptions _options;
    private DeviceQuery? _asked;
    private WorklistSnapshot? _called;
    private readonly List<string> _areas = [];
    private AuditedQuery? _audited;
    private WorklistQuery? _strict;
    private int _entries;
    private int _lookedAt;
    private int _matches;
    private bool _hasEnded;

    public QueryLog(
        ILogger logger, AuditLog? audit, QueryMetrics? metrics, DicomCFindRequest request, WorklistQueryOptions options,
        CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _options = options;
        _logger = logger;
        _audit = audit;
        _metrics = metrics;
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

    private string CallingAETitle => _request.Association.CallingAETitle;

    private EndPoint? Peer => _request.Association.RemoteEndPoint;

    /// <summary>The query was understood.</summary>
    public void Begin(DeviceQuery asked)
    {
        WorklistQuery query = asked.Query;
        _asked = asked;
        if (asked.Profile is { } profile)
        {
            QueryEvents.Profile(_logger, Id, _request.MessageID, profile);
            LogChanges(profile);
        }

        if (query.CharacterSet is { Problem: not CharacterSetProblem.Misspelt } finding)
        {
            QueryEvents.CharacterSet(_logger, Id, _request.MessageID, CallingAETitle, Peer, finding);
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

    /// <summary>Entries are looked at, as they were some time ago.</summary>
    public void Begin(string area, WorklistSnapshot snapshot, TimeSpan age)
    {
        _areas.Add(area);
        _entries += snapshot.Count;
        _called ??= _asked?.Profile is null ? null : snapshot;
        if (age > TimeSpan.Zero)
        {
            QueryEvents.Recalled(_logger, Id, _request.MessageID, area, age.TotalSeconds);
        }
    }

    /// <summary>It is answered with A900.</summary>
    public void Refused(string comment, DicomTag[] tags)
    {
        string places = string.Concat(tags);
        QueryEvents.Refused(_logger, Id, _request.MessageID, CallingAETitle, Peer, comment, places);
        End(new QueryEnd(AuditOutcome.Refused, DicomStatus.IdentifierDoesNotMatchSOPClass) { Comment = comment });
    }

    /// <summary>It is answered with A700.</summary>
    public void Unavailable(string reason)
    {
        QueryEvents.AreaUnavailable(_logger, Id, _request.MessageID, CallingAETitle, Peer, reason);
        End(new QueryEnd(AuditOutcome.Refused, DicomStatus.OutOfResources) { Comment = reason });
    }

    /// <summary>Another entry is looked at.</summary>
    public void Look() => _lookedAt++;

    /// <summary>An entry matches, and is answered.</summary>
    public void Match(WorklistEntry entry, DicomStatus status, AnswerBuilder answers)
    {
        _matches++;
        _called = null; // the peer may be slow, and nobody asks for it any more
        if (IsDetailed)
        {
            DicomDataset response = answers.Build(_asked!, entry);
            string file = PrintableText.Of(entry.FileName);
            QueryEvents.Response(
                _logger, Id, _matches, file, status, new DumpText(response, _request.TransferSyntax));
            LogAbsent(entry);
            foreach (RuleChange change in _asked!.Profile is null ? [] : RuleChange.OfAnswer(answers, _asked, entry))
            {
                QueryEvents.Changed(_logger, Id, _request.MessageID, change);
            }
        }
    }

    /// <summary>An entry does not match.</summary>
    public void Mismatch(WorklistEntry entry)
    {
        if (IsDetailed)
        {
            KeyMismatch? mismatch = _asked!.Query.FindMismatch(entry);
            string file = PrintableText.Of(entry.FileName);
            QueryEvents.Mismatch(_logger, Id, file, mismatch);
        }
    }

    /// <summary>An entry matches, and the profile keeps it from the device.</summary>
    public void Hidden(WorklistEntry entry, IEntryRule rule)
    {
        if (IsDetailed)
        {
            string file = PrintableText.Of(entry.FileName);
            QueryEvents.Hidden(_logger, Id, file, _asked!.Profile!, rule.Name);
        }
    }

    /// <summary>All entries were looked at.</summary>
    /// <returns>Whether the answer may be called a success: it is in the audit log, or need not be.</returns>
    public async ValueTask<bool> EndAsync(CancellationToken cancellationToken)
    {
        QueryEvents.Answered(_logger, Id, _request.MessageID, Keys, _matches, _entries, Elapsed.TotalMilliseconds);
        if (_asked?.Profile is { Limit: { } limit } profile && _matches == limit)
        {
            QueryEvents.Limited(_logger, Id, _request.MessageID, profile, limit);
        }

        LogEmptyByProfile();
        _hasEnded = true;
        QueryEnd end = Complete(new QueryEnd(AuditOutcome.Success, DicomStatus.Success));
        bool isAudited = _audit is null || await _audit.EndedAsync(Audited, end, cancellationToken);
        Count(isAudited ? end : end with { Status = DicomStatus.OutOfResources });
        return isAudited;
    }

    /// <summary>Says so if the query came to no end, and who ended it.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            QueryEnd end = _request.IsCancelled ? new(AuditOutcome.Cancelled, DicomStatus.Cancel)
                : _request.IsAborted ? new(AuditOutcome.Aborted) { By = AuditLog.ByOf(isPeer: false) }
                : IsHandedOver || _cancellationToken.IsCancellationRequested
                    ? new(AuditOutcome.Aborted) { By = AuditLog.ByOf(isPeer: true) }
                : new(AuditOutcome.Failed, DicomStatus.UnableToProcess);
            QueryEvents.CutShort(
                _logger, Id, _request.MessageID, Keys, end.By is null ? end.Outcome : $"ended by the {end.By}",
                _matches, _entries, Elapsed.TotalMilliseconds);
            End(end);
        }
    }

    private void LogChanges(DeviceProfile profile)
    {
        if (IsDetailed)
        {
            DicomDataset identifier =
                InterpretedDataset.Of(_request.Identifier, _options.AssumedCharacterSet).Dataset;
            foreach (RuleChange change in RuleChange.OfQuery(profile, identifier, _asked!.Now))
            {
                QueryEvents.Changed(_logger, Id, _request.MessageID, change);
            }
        }
    }

    // Whether the device would have got something but for its profile.
    private void LogEmptyByProfile()
    {
        if (_matches > 0 || _asked?.Profile is not { } profile
            || !_logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var unchanged = WorklistQuery.Parse(_request.Identifier, _options);
        if (unchanged.Problems.Count == 0 && _called is not null && FindsAny(unchanged, _called))
        {
            QueryEvents.EmptyByProfile(_logger, Id, _request.MessageID, profile);
        }
    }

    // As far as can be said with little work: nobody is to wait for a line of the log.
    private bool FindsAny(WorklistQuery query, WorklistSnapshot snapshot)
    {
        var looks = 0;
        var work = new MatchingWork(() => ++looks > MostLooks, _cancellationToken);
        foreach (WorklistEntry entry in snapshot.Find(query.Search))
        {
            bool isMatch = query.Matches(entry, work);
            if (isMatch || work.IsCut || work.IsTooMuch)
            {
                return isMatch && !work.IsCut && !work.IsTooMuch;
            }
        }

        return false;
    }

    // Which keys the entry matches only because it has no value for them.
    private void LogAbsent(WorklistEntry entry)
    {
        _strict ??= _asked!.Strictly(_options);
        string[] names =
            [.. _strict.FindMismatches(entry).Where(key => string.IsNullOrEmpty(key.Found)).Select(key => key.Name)];
        if (names.Length > 0)
        {
            string file = PrintableText.Of(entry.FileName);
            QueryEvents.Absent(_logger, Id, file, new KeyList(names));
        }
    }

    private void End(QueryEnd end)
    {
        _hasEnded = true;
        end = Complete(end);
        _audit?.Ended(Audited, end);
        Count(end);
    }

    private void Count(QueryEnd end) =>
        _metrics?.Ended(_request.Association.CalledAETitle, CallingAETitle, end.Status, end.Matches, end.Duration);

    private QueryEnd Complete(QueryEnd end) => end with
    {
        Matches = _matches,
        Entries = _entries,
        Areas = _areas is [var only] && only == _request.Association.RequestedAETitle ? null : _areas,
        EntriesLookedAt = _lookedAt,
        Duration = Elapsed,
    };

    private AuditedQuery Audited => _audited ??= new AuditedQuery(_request, _asked?.Query);

    private KeyList Keys => new(_asked?.Query.KeysWithValue ?? []);

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);
}
