using Microsoft.AspNetCore.Http;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Searching;

/// <summary>The headers <c>Warning</c> of a search (PS3.18 8.3.4): what was asked for and is not done.</summary>
internal static class SearchWarnings
{
    /// <summary>Adds them, and how many results are left.</summary>
    public static void Add(HttpContext context, SearchResult result)
    {
        Add(context, result.Parameters, result.Query);
        long more = (long)result.Matches - result.Parameters.Offset - result.Entries.Count;
        if (more > 0)
        {
            Add(context, $"There are {more} additional results that can be requested");
        }
    }

    /// <summary>Adds those of what is searched for.</summary>
    public static void Add(HttpContext context, SearchParameters parameters, WorklistQuery query)
    {
        foreach (UnmatchedKey key in query.Unmatched)
        {
            Add(context, $"The value of {key.Name} is not matched: it is no matching key of worklists.");
        }
    }

    /// <summary>Adds one.</summary>
    public static void Add(HttpContext context, string text) => context.Response.Headers.Append(
        "Warning", $"299 {context.Request.Host.Value ?? "wlmscp"}: \"{PrintableText.Of(text).Replace('"', '\'')}\"");
}
