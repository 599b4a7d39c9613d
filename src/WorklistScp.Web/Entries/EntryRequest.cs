using Microsoft.AspNetCore.Http;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Web.Entries;

/// <summary>What requests about entries have in common.</summary>
internal static class EntryRequest
{
    /// <summary>The entry that the address names.</summary>
    public static EntryKey KeyOf(HttpContext context) => new(SegmentOf(context, "study"), SegmentOf(context, "step"));

    /// <summary>The address of an entry, where that of the request is the one of all of them.</summary>
    public static string AddressOf(HttpContext context, EntryKey key) =>
        $"{context.Request.Path.ToUriComponent()}/{Uri.EscapeDataString(key.StudyInstanceUID)}/{Uri.EscapeDataString(key.StepID)}";

    /// <summary>Whether it is only to be said what would be.</summary>
    /// <exception cref="WebProblemException">That is not clear.</exception>
    public static bool IsDryRun(HttpRequest request) => request.Query["dryRun"].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw new WebProblemException(StatusCodes.Status400BadRequest, "dryRun: expected true or false"),
    };

    /// <summary>Tells those who watch which entry it is about.</summary>
    public static void Tell(HttpContext context, DicomDataset dataset) => Tell(WebAct.Of(context), dataset);

    /// <inheritdoc cref="Tell(HttpContext, DicomDataset)"/>
    public static void Tell(WebAct act, DicomDataset dataset)
    {
        var key = EntryKey.Of(dataset);
        act.StudyInstanceUID = key.StudyInstanceUID;
        act.StepID = key.StepID;
        act.AccessionNumber = EntryCompletion.TextOf(dataset, "AccessionNumber").Trim(' ');
    }

    // A slash within a segment is left as it was sent.
    private static string SegmentOf(HttpContext context, string name) =>
        (context.Request.RouteValues[name] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
