using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Wlmscp.Audit;
using Wlmscp.Metrics;
using Wlmscp.RequestFiles;
using WorklistScp.Network;
using WorklistScp.Network.Services;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Find;

/// <summary>Answers C-FIND requests out of the storage area of the called AE title (PS3.4 K.4.1).</summary>
internal sealed class WorklistFindProvider(
    StorageAreas areas, Func<DeviceProfiles> profiles, RequestFileQueue? requestFiles, AuditLog? audit,
    QueryMetrics? metrics, FindSettings settings, TimeProvider time, ILogger logger)
    : IDicomCFindProvider
{
    private static readonly DicomCFindResponse NotAudited =
        new(DicomStatus.OutOfResources) { ErrorComment = "The query cannot be audited" };

    private readonly AnswerBuilder _answers = new(settings.CharacterSet, logger);

    /// <inheritdoc/>
    public async IAsyncEnumerable<DicomCFindResponse> OnCFindRequestAsync(
        DicomCFindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        WorklistQueryOptions options = ExtendedNegotiation.Adapt(
            settings.Query, ExtendedNegotiation.Read(request.ApplicationInformation.Span), time.LocalTimeZone);
        using var log = new QueryLog(logger, audit, metrics, request, options, cancellationToken);
        if (requestFiles is not null)
        {
            await requestFiles.WriteAsync(request, cancellationToken);
        }

        await PauseAsync(settings.DelayBefore, cancellationToken);
        if (request.Turn.IsOver())
        {
            await request.Turn.NextAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        var asked = DeviceQuery.Read(
            request.Identifier, options, AssociatedDevice.Of(request.Association), profiles(), time.GetLocalNow().DateTime);
        log.Begin(asked);
        (EntryQueue? entries, DicomCFindResponse final) = await LookUpAsync(request, asked, log, cancellationToken);
        if (entries is not null)
        {
            using EntryQueue reading = entries;
            DicomStatus pending = asked.Warns ? DicomStatus.PendingWarning : DicomStatus.Pending;
            var matches = 0;
            var search = new EntrySearch(asked, reading, request.Turn, log, cancellationToken);
            await search.BeginAsync();
            while (!asked.IsLimit(matches) && await search.NextAsync() is { } entry)
            {
                matches++;
                log.Match(entry, pending, _answers);
                await PauseAsync(settings.DelayDuring, cancellationToken);
                log.IsHandedOver = true;
                yield return new DicomCFindResponse(pending)
                {
                    DatasetSource = _answers.Answer(asked, entry),
                };
                log.IsHandedOver = false;
            }

            final = search.IsTooMuch ? Refuse(log, "Too many comparisons for one entry", [])
                : reading.IsOutdated ? Outdate(log)
                : await log.EndAsync(cancellationToken) ? final : NotAudited;
        }

        await PauseAsync(settings.DelayDuring, cancellationToken);
        yield return final;
        await PauseAsync(settings.DelayAfter, cancellationToken);
    }

    private static Task PauseAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, cancellationToken) : Task.CompletedTask;

    // The entries to look at, none if the query is refused; and the final response.
    private async ValueTask<(EntryQueue? Entries, DicomCFindResponse Final)> LookUpAsync(
        DicomCFindRequest request, DeviceQuery asked, QueryLog log, CancellationToken cancellationToken)
    {
        if (!await log.AskedAsync(cancellationToken))
        {
            log.Unavailable("the audit log cannot be written");
            return (null, NotAudited);
        }

        if (FindRefusal(request, asked.Query, log) is { } refusal)
        {
            return (null, refusal);
        }

        (EntryQueue? entries, string problem) = await ReadAsync(request, asked, log, cancellationToken);
        request.Turn.Restart(); // it may have waited for the lock, and for files
        return (entries, entries is null ? Unavailable(problem) : new DicomCFindResponse(DicomStatus.Success));
    }

    private DicomCFindResponse? FindRefusal(DicomCFindRequest request, WorklistQuery query, QueryLog log)
    {
        if (request.Identifier.Count == 0)
        {
            return Refuse(log, "The identifier is empty", []);
        }

        return query.Problems.Count > 0 && (settings.FailOnInvalidQuery || query.ExceedsLimit)
            ? Refuse(log, query.ErrorComment, [.. query.Problems.Select(problem => problem.Tag)])
            : null;
    }

    private static DicomCFindResponse Refuse(QueryLog log, string comment, DicomTag[] tags)
    {
        log.Refused(comment, tags);
        return new DicomCFindResponse(DicomStatus.IdentifierDoesNotMatchSOPClass)
        {
            ErrorComment = comment,
            OffendingElements = tags,
        };
    }

    private static DicomCFindResponse Unavailable(string comment) =>
        new(DicomStatus.OutOfResources) { ErrorComment = comment };

    private static DicomCFindResponse Outdate(QueryLog log)
    {
        log.Unavailable("the area has changed too much while the peer took its answer");
        return Unavailable("The worklist has changed too much meanwhile");
    }

    private async Task<(EntryQueue? Entries, string Problem)> ReadAsync(
        DicomCFindRequest request, DeviceQuery asked, QueryLog log, CancellationToken cancellationToken)
    {
        var entries = new EntryQueue();
        try
        {
            foreach (string name in DeviceQuery.AreasBeside(request.Association.CalledAETitle, asked.Profile))
            {
                StorageArea? area = await areas.FindAsync(name, cancellationToken);
                if (area is null)
                {
                    log.Unavailable(
                        name == request.Association.CalledAETitle
                            ? $"no storage area {name}"
                            : $"no storage area {name}, which profile {asked.Profile} names");
                    entries.Dispose();
                    return (null, "The storage area cannot be found");
                }

                (AreaSnapshot read, TimeSpan age) = asked.Profile is { Memory: { } limit } asker
                    ? await area.RecallAsync(asker, limit, cancellationToken)
                    : (await area.ReadAsync(cancellationToken), TimeSpan.Zero);
                WorklistSnapshot snapshot = read.Worklist;
                log.Begin(name, snapshot, age);
                entries.Add(name, area.Read(
                    snapshot, log.IsDetailed ? snapshot.Entries : snapshot.Find(asked.Query.Search)));
            }

            return (entries, "");
        }
        catch (Exception e)
        {
            entries.Dispose();
            if (e is not StorageAreaException unavailable)
            {
                throw;
            }

            log.Unavailable(unavailable.Message);
            return (null, unavailable.ErrorComment);
        }
    }
}
