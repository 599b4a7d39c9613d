using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Storage.Editing;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Media;
using WorklistScp.Web.Problems;
using WorklistScp.Web.Searching;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Web.Entries;

/// <summary>The status of entries, with the paths of dcm4chee's <c>mwlitems</c>: of one, or of all that match.</summary>
/// <param name="desk">Carries out what is wanted.</param>
/// <param name="search">Finds entries.</param>
/// <param name="settings">What the site says; asked for each request.</param>
internal sealed class StatusResources(EntryDesk desk, AreaSearch search, Func<EntrySettings> settings) : IWebResources
{
    private const string Status = "status/{status}";

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{EntryResources.OnePath}/{Status}", SetAsync).WithMetadata(new NeedsRole(WebRole.Desk, "status"));
        routes.MapPost($"{EntryResources.Path}/{Status}", SetAllAsync).WithMetadata(new NeedsRole(WebRole.Desk, "status"));
    }

    private async Task SetAsync(HttpContext context)
    {
        var precondition = Precondition.Read(context.Request, settings());
        string status = StatusOf(context);
        WorklistEditor editor = await desk.FindEditorAsync(context);
        IReadOnlyList<AttributeAssignment> values = await ReadAsync(status, context);
        EditOutcome outcome = await SetAsync(editor, EntryRequest.KeyOf(context), values, precondition, context);
        if (outcome is EditOutcome.Changed changed)
        {
            EntryRequest.Tell(context, changed.Dataset);
            context.Response.Headers.ETag = EntityTag.OfWritten(changed.Dataset, changed.IsDone);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    // Each by itself, as it was found: one that is changed by somebody else meanwhile stays as it is.
    private async Task SetAllAsync(HttpContext context)
    {
        string status = StatusOf(context);
        if (settings().RequiresIfMatch)
        {
            throw new WebProblemException(
                StatusCodes.Status428PreconditionRequired, "expected If-Match, which the site requires: a status for each entry by itself");
        }

        WorklistEditor editor = await desk.FindEditorAsync(context);
        IReadOnlyList<AttributeAssignment> values = await ReadAsync(status, context);
        SearchResult found = await search.FindToChangeAsync(context);
        WebProblem? firstProblem = null;
        var count = 0;
        foreach (WorklistEntry entry in found.Entries)
        {
            WebProblem? problem = await TrySetAsync(editor, entry, values, context);
            firstProblem ??= problem;
            count += problem is null ? 1 : 0;
            if (problem?.Status == StatusCodes.Status503ServiceUnavailable)
            {
                break; // the next would wait as long
            }
        }

        if (firstProblem is not null)
        {
            throw new WebProblemException(firstProblem with
            {
                Detail = $"{found.Entries.Count - count} of {found.Entries.Count} entries were not changed; the first: {firstProblem.Detail}",
                Count = count,
            });
        }

        SearchWarnings.Add(context, found);
        await EntryCount.WriteAsync(count, context);
    }

    private async Task<WebProblem?> TrySetAsync(
        WorklistEditor editor, WorklistEntry entry, IReadOnlyList<AttributeAssignment> values, HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        WebAct part = WebAct.Of(context).AddPart();
        EntryRequest.Tell(part, entry.Dataset);
        WebProblem? problem = null;
        try
        {
            var asFound = new Precondition([EntityTag.Of(entry, isDone: false)], MustBeNew: false);
            await SetAsync(editor, EntryKey.Of(entry), values, asFound, context);
        }
        catch (Exception e) when (RequestFrame.ProblemOf(e) is { } known)
        {
            problem = known;
        }

        part.Status = problem?.Status ?? StatusCodes.Status204NoContent;
        part.Comment = problem?.Detail;
        part.Duration = Stopwatch.GetElapsedTime(start);
        return problem;
    }

    private Task<EditOutcome> SetAsync(
        WorklistEditor editor, EntryKey key, IReadOnlyList<AttributeAssignment> values, Precondition precondition,
        HttpContext context)
    {
        var which = new EntrySelection.OfKey(key);
        return desk.ApplyAsync(
            editor, [new WorklistEdit.Update(which, values), new WorklistEdit.Update(which, values, AreDone: true)],
            each => precondition.Object(each) ?? GivenStatus.ObjectToLate(each, precondition),
            EntryRequest.IsDryRun(context.Request), context);
    }

    private static string StatusOf(HttpContext context)
    {
        string status = context.Request.RouteValues["status"] as string ?? "";
        return GivenStatus.Check(status) is { } problem ? throw new WebProblemException(problem) : status;
    }

    private static async Task<IReadOnlyList<AttributeAssignment>> ReadAsync(string status, HttpContext context)
    {
        AttributeAssignment assignment = EntryCompletion.Assign(StepStatus.Keyword, status);
        return await RequestBody.ReadCommentAsync(context) is { } comment
            ? [assignment, EntryCompletion.Assign("CommentsOnTheScheduledProcedureStep", comment)]
            : [assignment];
    }
}
