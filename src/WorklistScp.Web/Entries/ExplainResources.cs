using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Storage.Areas;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Searching;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Entries;

/// <summary>Why entries match a search, or do not: those that fail the fewest keys first.</summary>
/// <param name="search">Knows the areas, and how queries are understood.</param>
internal sealed class ExplainResources(AreaSearch search) : IWebResources
{
    // The parameter that names the device for which it is explained.
    private const string Calling = "calling";

    private const int MostExplained = 100;
    private const int MostLookedAt = 10_000;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/rs/{area}/explain", ExplainAsync).WithMetadata(new NeedsRole(WebRole.Read, "explain"));

    private async Task ExplainAsync(HttpContext context)
    {
        await search.FindAreaAsync(context);
        (SearchParameters parameters, DeviceQuery device) = search.ReadAsDevice(context, Calling);
        WorklistQuery query = device.Query;
        (EntryQueue entries, int count) = await search.ReadAsync(device, context.RequestAborted);
        using EntryQueue reading = entries;
        var explained = new List<(string, WorklistEntry, IReadOnlyList<KeyMismatch> Reasons, IEntryRule? HiddenBy)>();
        while (explained.Count < MostLookedAt && reading.TryRead(out WorklistEntry? entry))
        {
            IReadOnlyList<KeyMismatch> reasons = query.FindMismatches(entry);
            explained.Add((reading.Area, entry, reasons, reasons.Count == 0 ? device.FindHiding(entry) : null));
            if (explained.Count % 100 == 0)
            {
                await Task.Yield();
                context.RequestAborted.ThrowIfCancellationRequested();
            }
        }

        WebAct act = WebAct.Of(context);
        act.Keys = [.. query.KeysWithValue];
        act.Entries = count;
        act.Matches = explained.Count(each => each is { Reasons.Count: 0, HiddenBy: null });
        SearchWarnings.Add(context, parameters, query);
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartArray();
        foreach ((string area, WorklistEntry entry, IReadOnlyList<KeyMismatch> reasons, IEntryRule? hiddenBy) in explained
            .OrderBy(each => each.Reasons.Count).Skip(parameters.Offset)
            .Take(Math.Min(parameters.Limit ?? MostExplained, MostExplained)))
        {
            Write(json, area, entry, reasons, hiddenBy is null ? null : $"{hiddenBy.Name} of profile {device.Profile}");
        }

        json.WriteEndArray();
    }

    private static void Write(
        Utf8JsonWriter json, string area, WorklistEntry entry, IReadOnlyList<KeyMismatch> reasons, string? hiddenBy)
    {
        var key = EntryKey.Of(entry);
        json.WriteStartObject();
        json.WriteString("area"u8, area);
        json.WriteString("study"u8, key.StudyInstanceUID);
        json.WriteString("step"u8, key.StepID);
        json.WriteBoolean("isFound"u8, reasons.Count == 0 && hiddenBy is null);
        if (hiddenBy is not null)
        {
            json.WriteString("hiddenBy"u8, hiddenBy);
        }

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
