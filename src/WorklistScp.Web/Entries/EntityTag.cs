using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Interpretation;

namespace WorklistScp.Web.Entries;

/// <summary>
/// Strong entity tags of entries (RFC 9110 8.8.3): those of the same content and state are the same, whoever wrote it.
/// </summary>
internal static class EntityTag
{
    private const int Digits = 32;

    /// <summary>That of an entry that was read to be edited.</summary>
    public static string Of(EditedEntry entry) => Of(InterpretedDataset.Of(entry.Former).Dataset, entry.IsDone);

    /// <summary>That of an entry as an edit has left it.</summary>
    public static string OfWritten(DicomDataset dataset, bool isDone) => Of(InterpretedDataset.Of(dataset).Dataset, isDone);

    /// <summary>That of an entry of a snapshot.</summary>
    public static string Of(WorklistEntry entry, bool isDone) => Of(entry.Dataset, isDone);

    private static string Of(DicomDataset dataset, bool isDone) =>
        $"\"{DatasetDigest.Of(dataset)[..Digits]}{(isDone ? "-done" : "")}\"";
}

/// <summary>What a request says of the version that it is about.</summary>
/// <param name="IfMatch">The entity tags of which one has to be the entry's; null: any, or none.</param>
/// <param name="MustBeNew">Whether there must not be such an entry yet (<c>If-None-Match: *</c>).</param>
internal sealed record Precondition(IReadOnlyList<string>? IfMatch, bool MustBeNew)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="WebProblemException">It is not understood.</exception>
    public static Precondition Read(HttpRequest request)
    {
        StringValues ifNoneMatch = request.Headers.IfNoneMatch;
        if (ifNoneMatch.Count > 0 && ifNoneMatch != "*")
        {
            throw new WebProblemException(
                StatusCodes.Status400BadRequest, "If-None-Match: expected *, for an entry that is new");
        }

        StringValues ifMatch = request.Headers.IfMatch;
        if (ifMatch.Count == 0)
        {
            return new Precondition(null, ifNoneMatch.Count > 0);
        }

        return EntityTagHeaderValue.TryParseList(ifMatch.ToArray()!, out IList<EntityTagHeaderValue>? tags)
            ? new Precondition([.. tags.Where(tag => !tag.IsWeak).Select(tag => tag.Tag.ToString())], ifNoneMatch.Count > 0)
            : throw new WebProblemException(
                StatusCodes.Status400BadRequest, "If-Match: expected the ETag of the entry, in quotes");
    }

    /// <summary>Whether an entry of this entity tag is meant.</summary>
    public bool Allows(string tag) => IfMatch is null || IfMatch.Contains(tag) || IfMatch.Contains("*");
}
