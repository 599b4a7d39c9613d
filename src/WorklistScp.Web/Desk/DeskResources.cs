using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Dicom.Json;
using WorklistScp.Storage.Editing;
using WorklistScp.Web.Entries;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Desk;

/// <summary>What only the page needs: lists to choose from, entries by day and by text, what a device sees, changes.</summary>
/// <param name="desk">Finds the areas.</param>
/// <param name="feed">Tells of changes.</param>
/// <param name="doorkeeper">Knows whether a session has ended.</param>
/// <param name="rules">What the site says; asked for each request.</param>
/// <param name="query">How queries are understood.</param>
/// <param name="view">Tells what devices see.</param>
/// <param name="stopping">Ends what would last for ever.</param>
internal sealed class DeskResources(
    EntryDesk desk, ChangeFeed feed, IDoorkeeper doorkeeper, Func<DeskRules> rules, WorklistQueryOptions query,
    DeviceView view, CancellationToken stopping) : IWebResources
{
    private const string Path = "/desk/{area}";
    private const int MostEntries = 1000;
    private const int FlushSize = 32 * 1024;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Path}/lists", ListAsync).WithMetadata(new NeedsRole(WebRole.Read, "lists"));
        routes.MapPost($"{Path}/entries", FindAsync).WithMetadata(new NeedsRole(WebRole.Read, "search"));
        routes.MapPost($"{Path}/preview", context => SeeAsync(context, isWhole: true))
            .WithMetadata(new NeedsRole(WebRole.Read, "preview"));
        routes.MapPost($"{Path}/explain", context => SeeAsync(context, isWhole: false))
            .WithMetadata(new NeedsRole(WebRole.Read, "explain"));
        routes.MapGet($"{Path}/events", FollowAsync).WithMetadata(new NeedsRole(WebRole.Read, "events"));
    }

    private async Task ListAsync(HttpContext context)
    {
        WorklistEditor editor = await desk.FindEditorAsync(context);
        string area = WebAct.Of(context).Area!;
        DeskRules now = rules();
        KnownWorklist known = await desk.ReadAllAsync(editor, context);
        var learned = new Lazy<DeskLists>(() => LearnedLists.Of(known)); // a site may have written all down
        DeskDevice[] devices = [.. now.Devices.Where(device => device.Area is null || device.Area == area)];
        await WriteAsync(
            context,
            new DeskLists(
                devices.Length > 0 ? devices : learned.Value.Devices,
                now.Exams.Count > 0 ? now.Exams : learned.Value.Exams,
                new DeskPhysicians(
                    now.ReferringPhysicians.Count > 0 ? now.ReferringPhysicians : learned.Value.Physicians.Referring,
                    now.PerformingPhysicians.Count > 0 ? now.PerformingPhysicians : learned.Value.Physicians.Performing),
                now.Required, now.NameGroups, now.AccessionNumber is not null),
            DeskJson.Default.DeskLists);
    }

    private async Task FindAsync(HttpContext context)
    {
        AskedEntries asked = await ReadAsync(context, DeskJson.Default.AskedEntries);
        WorklistQuery dates = DatesOf(asked);
        EntryText? text = string.IsNullOrWhiteSpace(asked.Text) ? null : EntryText.Parse(asked.Text, query);
        WorklistEditor editor = await desk.FindEditorAsync(context);
        KnownWorklist known = await desk.ReadAllAsync(editor, context);
        var found = new List<(WorklistEntry Entry, bool IsDone)>();
        foreach ((WorklistSnapshot snapshot, bool isDone) in SnapshotsOf(known))
        {
            long start = Stopwatch.GetTimestamp();
            foreach (WorklistEntry entry in snapshot.Find(dates.Search))
            {
                if (dates.Matches(entry) && text?.Matches(entry) != false)
                {
                    found.Add((entry, isDone));
                }

                if (Stopwatch.GetElapsedTime(start) > Turn)
                {
                    await Task.Yield();
                    context.RequestAborted.ThrowIfCancellationRequested();
                    start = Stopwatch.GetTimestamp();
                }
            }
        }

        WebAct act = WebAct.Of(context);
        act.Keys = [.. dates.KeysWithValue];
        act.Matches = found.Count;
        act.Entries = known.Offered.Count;
        await WriteAsync(context, found);
    }

    private static IEnumerable<(WorklistSnapshot Snapshot, bool IsDone)> SnapshotsOf(KnownWorklist known)
    {
        yield return (known.Offered, false);
        if (known.Done is { } done)
        {
            yield return (done, true);
        }
    }

    private static async Task WriteAsync(HttpContext context, List<(WorklistEntry Entry, bool IsDone)> found)
    {
        context.Response.ContentType = "application/json";
        PipeWriter output = context.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteBoolean("isCut"u8, found.Count > MostEntries);
        json.WriteStartArray("entries"u8);
        foreach ((WorklistEntry entry, bool isDone) in found.Take(MostEntries))
        {
            var key = EntryKey.Of(entry);
            json.WriteStartObject();
            json.WriteString("study"u8, key.StudyInstanceUID);
            json.WriteString("step"u8, key.StepID);
            json.WriteString("etag"u8, EntityTag.Of(entry, isDone));
            json.WriteBoolean("isDone"u8, isDone);
            json.WritePropertyName("dataset"u8);
            DicomJsonWriter.WriteUnicode(entry.Dataset, json);
            json.WriteEndObject();
            if (json.BytesPending + output.UnflushedBytes > FlushSize)
            {
                await json.FlushAsync(context.RequestAborted);
                await output.FlushAsync(context.RequestAborted);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private async Task SeeAsync(HttpContext context, bool isWhole)
    {
        AskedEntry asked = await ReadAsync(context, DeskJson.Default.AskedEntry);
        WorklistEditor editor = await desk.FindEditorAsync(context);
        EditedEntry entry = await desk.FindAsync(editor, new EntryKey(asked.Study, asked.Step), context);
        await WriteAsync(context, view.See(entry, asked.Calling, WebAct.Of(context).Area ?? "", isWhole), DeskJson.Default.SeenEntry);
    }

    private async Task FollowAsync(HttpContext context)
    {
        await desk.FindEditorAsync(context);
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await foreach (bool isChange in feed.ListenAsync(WebAct.Of(context).Area!, Heartbeat, end.Token))
        {
            if ((await doorkeeper.AdmitAsync(context)).User is null)
            {
                return; // the session has ended
            }

            // A line of a comment shows proxies, and the browser, that there is still somebody.
            await context.Response.WriteAsync(isChange ? "event: change\ndata: {}\n\n" : ":\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private WorklistQuery DatesOf(AskedEntries asked)
    {
        var identifier = new DicomDataset();
        if (asked.From is { Length: > 0 } || asked.To is { Length: > 0 })
        {
            identifier.AddOrUpdate(new DicomSequence(
                DicomTag.ScheduledProcedureStepSequence,
                new DicomDataset(DicomElement.FromAscii(
                    DicomTag.ScheduledProcedureStepStartDate, DicomVR.DA, Printable($"{asked.From}-{asked.To}")))));
        }

        var parsed = WorklistQuery.Parse(identifier, query);
        return parsed.Problems.Count == 0
            ? parsed
            : throw new WebProblemException(StatusCodes.Status400BadRequest, "from, to: expected dates, YYYYMMDD");
    }

    private static string Printable(string text) =>
        text.All(char.IsAscii) ? text : throw new WebProblemException(
            StatusCodes.Status400BadRequest, "from, to: expected dates, YYYYMMDD");

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new WebProblemException(
                StatusCodes.Status415UnsupportedMediaType, "Content-Type: expected application/json");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new WebProblemException(
                new WebProblem(StatusCodes.Status400BadRequest, "the body: expected JSON as the page sends it"), e);
        }
    }

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }
}
