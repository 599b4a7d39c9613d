using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Storage.Areas;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Searching;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Entries;

/// <summary>Why entries match a search, or do not: those that fail the fewest keys first.</summary>
/// <param name="search">Knows the areas, and how queries are understood.</param>
internal sealed class ExplainResources(AreaSearch search) : IWebResources
{
    private const int MostExplained = 100;
    private const int MostLookedAt = 10_000;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/rs/{area}/explain", ExplainAsync).WithMetadata(new NeedsRole(WebRole.Read, "explain"));

    private async Task ExplainAsync(HttpContext context)
    {
        (SearchParameters parameters, WorklistQuery query) = search.Read(context);
        StorageArea area = await search.FindAreaAsync(context);
        WorklistSnapshot snapshot = (await area.ReadAsync(context.RequestAborted)).Worklist;
        var explained = new List<(WorklistEntry Entry, IReadOnlyList<KeyMismatch> Reasons)>();
        foreach (WorklistEntry entry in snapshot.Entries.Take(MostLookedAt))
        {
            explained.Add((entry, query.FindMismatches(entry)));
            if (explained.Count % 100 == 0)
            {
                await Task.Yield();
                context.RequestAborted.ThrowIfCancellationRequested();
            }
        }

        WebAct act = WebAct.Of(context);
        act.Keys = [.. query.KeysWithValue];
        act.Entries = snapshot.Count;
        act.Matches = explained.Count(each => each.Reasons.Count == 0);
        SearchWarnings.Add(context, parameters, query);
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartArray();
        foreach ((WorklistEntry entry, IReadOnlyList<KeyMismatch> reasons) in explained
            .OrderBy(each => each.Reasons.Count).Skip(parameters.Offset)
            .Take(Math.Min(parameters.Limit ?? MostExplained, MostExplained)))
        {
            Write(json, entry, reasons);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, WorklistEntry entry, IReadOnlyList<KeyMismatch> reasons)
    {
        var key = EntryKey.Of(entry);
        json.WriteStartObject();
        json.WriteString("study"u8, key.StudyInstanceUID);
        json.WriteString("step"u8, key.StepID);
        json.WriteBoolean("isFound"u8, reasons.Count == 0);
        json.WriteStartArray("reasons"u8);
        foreach (KeyMismatch reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("attribute"u8, reason.Name);
            json.WriteString("asked"u8, reason.Asked);
            if (reason.Found is not null)
            {
                json.WriteString("has"u8, reason.Found);
            }

            json.WriteString("text"u8, $"{reason}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
