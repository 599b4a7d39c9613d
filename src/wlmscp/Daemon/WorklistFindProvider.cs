using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Wlmscp.Logging;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Server;
using WorklistScp.Worklist.Areas;
using WorklistScp.Worklist.Catalog;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.Daemon;

/// <summary>Answers C-FIND requests out of the storage area of the called AE title (PS3.4 K.4.1).</summary>
internal sealed class WorklistFindProvider(StorageAreas areas, DaemonSettings settings, ILogger logger)
    : IDicomCFindProvider
{
    // After so many entries the association may look whether its peer has cancelled or gone.
    private const int EntriesAtATime = 1000;

    private readonly ResponseBuilder _responses = new(settings.CharacterSet, logger);

    /// <inheritdoc/>
    public async IAsyncEnumerable<DicomCFindResponse> OnCFindRequestAsync(
        DicomCFindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        WorklistQuery query = WorklistQuery.Parse(request.Identifier, settings.Query);
        if (FindRefusal(request, query) is { } refusal)
        {
            yield return refusal;
            yield break;
        }

        (WorklistSnapshot? snapshot, string problem) = await ReadAsync(request, cancellationToken);
        if (snapshot is null)
        {
            yield return new DicomCFindResponse(DicomStatus.OutOfResources) { ErrorComment = problem };
            yield break;
        }

        DicomStatus pending = query.HasUnusedValue ? DicomStatus.PendingWarning : DicomStatus.Pending;
        var matches = 0;
        var looked = 0;
        foreach (WorklistEntry entry in snapshot.Entries)
        {
            if (++looked % EntriesAtATime == 0)
            {
                await Task.Yield();
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (query.Matches(entry))
            {
                matches++;
                yield return new DicomCFindResponse(pending, _responses.Build(query, entry));
            }
        }

        ProgramLog.Answered(logger, request.Association.Id, matches, snapshot.Entries.Count);
        yield return new DicomCFindResponse(DicomStatus.Success);
    }

    private DicomCFindResponse? FindRefusal(DicomCFindRequest request, WorklistQuery query)
    {
        if (request.Identifier.Count == 0)
        {
            return Refuse(request, "The identifier is empty", []);
        }

        return settings.Find.FailOnInvalidQuery && query.Problems.Count > 0
            ? Refuse(request, query.ErrorComment, [.. query.Problems.Select(problem => problem.Tag)])
            : null;
    }

    private DicomCFindResponse Refuse(DicomCFindRequest request, string comment, DicomTag[] tags)
    {
        ProgramLog.QueryRefused(logger, request.Association.Id, comment, string.Concat(tags));
        return new DicomCFindResponse(DicomStatus.IdentifierDoesNotMatchSOPClass)
        {
            ErrorComment = comment,
            OffendingElements = tags,
        };
    }

    private async Task<(WorklistSnapshot? Snapshot, string Problem)> ReadAsync(
        DicomCFindRequest request, CancellationToken cancellationToken)
    {
        try
        {
            StorageArea? area = areas.Find(request.Association.CalledAETitle);
            return area is null
                ? (null, "The storage area cannot be found")
                : (await area.ReadAsync(cancellationToken), "");
        }
        catch (StorageAreaException e)
        {
            ProgramLog.AreaUnavailable(logger, request.Association.Id, e.Message);
            return (null, e.ErrorComment);
        }
    }
}
