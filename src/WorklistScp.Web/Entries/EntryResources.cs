using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Storage.Editing;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Media;
using WorklistScp.Web.Problems;
using WorklistScp.Web.Searching;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Web.Entries;

/// <summary>
/// Entries as resources, with the paths of dcm4chee's <c>mwlitems</c>: search, count, create or update, remove.
/// </summary>
/// <param name="desk">Carries out what is wanted.</param>
/// <param name="search">Finds entries.</param>
/// <param name="requests">Remembers requests that were carried out.</param>
/// <param name="settings">What the site says; asked for each request.</param>
internal sealed class EntryResources(
    EntryDesk desk, AreaSearch search, IdempotentRequests requests, Func<EntrySettings> settings) : IWebResources
{
    /// <summary>The path of all entries of an area.</summary>
    public const string Path = "/rs/{area}/mwlitems";

    /// <summary>The path of one.</summary>
    public const string OnePath = $"{Path}/{{study}}/{{step}}";

    // A body of a megabyte may be fifty as a data set.
    private readonly AreaTurns _bodies = new(4);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, SearchAsync).WithMetadata(new NeedsRole(WebRole.Read, "search"));
        routes.MapGet($"{Path}/count", CountAsync).WithMetadata(new NeedsRole(WebRole.Read, "count"));
        routes.MapPost(Path, PutAsync).WithMetadata(new NeedsRole(WebRole.Desk, "put"));
        routes.MapGet(OnePath, ReadAsync).WithMetadata(new NeedsRole(WebRole.Read, "read"));
        routes.MapDelete(OnePath, RemoveAsync).WithMetadata(new NeedsRole(WebRole.Desk, "remove"));
    }

    private async Task SearchAsync(HttpContext context)
    {
        DatasetForm form = Acceptance.Choose(context.Request);
        SearchResult result = await search.FindAsync(context);
        SearchWarnings.Add(context, result);
        await DatasetsWriter.WriteAsync(
            result.Entries.Select(entry => entry.Dataset), result.Entries.Count, form, context);
    }

    private async Task CountAsync(HttpContext context)
    {
        SearchResult result = await search.FindAsync(context);
        SearchWarnings.Add(context, result.Parameters, result.Query);
        await EntryCount.WriteAsync(result.Matches, context);
    }

    private async Task ReadAsync(HttpContext context)
    {
        WorklistEditor editor = await desk.FindEditorAsync(context);
        EditedEntry entry = await desk.FindAsync(editor, EntryRequest.KeyOf(context), context);
        string tag = EntityTag.Of(entry);
        if (EntityTag.IsKnown(context.Request, tag))
        {
            EntryRequest.Tell(context, entry.Dataset);
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers.ETag = tag;
            return;
        }

        await AnswerAsync(context, entry.Dataset, entry.IsDone, StatusCodes.Status200OK);
    }

    private async Task PutAsync(HttpContext context)
    {
        var precondition = Precondition.Read(context.Request, settings());
        bool isDryRun = EntryRequest.IsDryRun(context.Request);
        WorklistEditor editor = await desk.FindEditorAsync(context);
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(context);
        string? key = IdempotentRequests.KeyOf(context);
        await _bodies.RunAsync(context, () => requests.RunAsync(
            key, () => PutAsync(editor, body, precondition, isDryRun, key, context), context.RequestAborted));
    }

    private async Task PutAsync(
        WorklistEditor editor, ReadOnlyMemory<byte> body, Precondition precondition, bool isDryRun, string? idempotencyKey,
        HttpContext context)
    {
        if (idempotencyKey is not null && requests.Find(idempotencyKey, body.Span) is { } former)
        {
            EditedEntry known = await desk.FindAsync(editor, former, context);
            await AnswerAsync(context, known.Dataset, known.IsDone, StatusCodes.Status200OK);
            return;
        }

        DicomDataset dataset = RequestBody.Parse(context.Request, body);
        var key = EntryKey.Of(dataset);
        if (precondition.IfMatch is not null && !key.IsWhole)
        {
            throw new WebProblemException(
                StatusCodes.Status400BadRequest,
                "If-Match: which entry is meant is not said, expected its Study Instance UID and Scheduled Procedure Step ID");
        }

        WorklistEdit edit = precondition.MustBeNew
            ? new WorklistEdit.Add(dataset)
            : new WorklistEdit.Put(dataset) { MayBeAnotherPatient = precondition.IfMatch is not null };
        AccessionPattern? pattern =
            (precondition.MustBeNew || !key.IsWhole) && EntryCompletion.TextOf(dataset, "AccessionNumber").Trim(' ').Length == 0
                ? settings().AccessionNumber
                : null;
        EditOutcome outcome = await desk.NumberAsync(
            editor, pattern, dataset,
            () => desk.ApplyAsync(
                editor, [edit], each => precondition.Object(each) ?? GivenStatus.Object(each), isDryRun, context),
            context);
        bool isDone = outcome switch
        {
            EditOutcome.Added added => added.IsDone,
            EditOutcome.Changed changed => changed.IsDone,
            EditOutcome.Unchanged unchanged => unchanged.IsDone,
            _ => throw new InvalidOperationException($"an entry that was put is {outcome}"),
        };
        dataset = outcome switch
        {
            EditOutcome.Added added => added.Dataset,
            EditOutcome.Changed changed => changed.Dataset,
            _ => dataset,
        };
        if (idempotencyKey is not null && !isDryRun)
        {
            requests.Add(idempotencyKey, body.Span, EntryKey.Of(dataset));
        }

        bool isNew = outcome is EditOutcome.Added && !isDryRun;
        if (isNew)
        {
            context.Response.Headers.Location = EntryRequest.AddressOf(context, EntryKey.Of(dataset));
        }

        await AnswerAsync(
            context, dataset, isDone, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private async Task RemoveAsync(HttpContext context)
    {
        var precondition = Precondition.Read(context.Request, settings());
        WorklistEditor editor = await desk.FindEditorAsync(context);
        var which = new EntrySelection.OfKey(EntryRequest.KeyOf(context));
        EditOutcome outcome = await desk.ApplyAsync(
            editor, [new WorklistEdit.Remove(which), new WorklistEdit.Remove(which, AreDone: true)], precondition.Object,
            EntryRequest.IsDryRun(context.Request), context);
        EntryRequest.Tell(context, ((EditOutcome.Removed)outcome).Dataset);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task AnswerAsync(HttpContext context, DicomDataset dataset, bool isDone, int status)
    {
        EntryRequest.Tell(context, dataset);
        context.Response.StatusCode = status;
        context.Response.Headers.ETag = EntityTag.OfWritten(dataset, isDone);
        await DatasetsWriter.WriteOneAsync(dataset, context);
    }
}

/// <summary>What the site says of changes over HTTP.</summary>
internal sealed record EntrySettings
{
    /// <summary>Whether who changes an entry must say by If-Match which version he has seen.</summary>
    public bool RequiresIfMatch { get; init; }

    /// <summary>What Accession Numbers look like that new entries get; null: they get none.</summary>
    public AccessionPattern? AccessionNumber { get; init; }
}
