using Microsoft.AspNetCore.Http;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Searching;

/// <summary>The headers <c>Warning</c> of a search (PS3.18 8.3.4): what was asked for and is not done.</summary>
internal static class SearchWarnings
{
    /// <summary>Adds them.</summary>
    public static void Add(HttpContext context, SearchParameters parameters, WorklistQuery query, SearchResult result)
    {
        if (parameters.WantsFuzzyMatching)
        {
            Add(
                context,
                "The fuzzymatching parameter is not supported. Only literal matching has been performed.");
        }

        foreach (UnmatchedKey key in query.Unmatched)
        {
            Add(context, $"The value of {key.Name} is not matched: it is no matching key of worklists.");
        }

        long more = (long)result.Matches - parameters.Offset - result.Entries.Count;
        if (more > 0)
        {
            Add(context, $"There are {more} additional results that can be requested");
        }
    }

    /// <summary>Adds one.</summary>
    public static void Add(HttpContext context, string text) => context.Response.Headers.Append(
        "Warning", $"299 {context.Request.Host.Value ?? "wlmscp"}: \"{PrintableText.Of(text).Replace('"', '\'')}\"");
}
