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

    /// <summary>Whether who asks for an entry has it already in this version (<c>If-None-Match</c>).</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch.ToArray()!, out IList<EntityTagHeaderValue>? known)
        && known.Any(each => each.Tag == "*" || each.Tag == tag);

    private static string Of(DicomDataset dataset, bool isDone) =>
        $"\"{DatasetDigest.Of(dataset)[..Digits]}{(isDone ? "-done" : "")}\"";
}

/// <summary>What a request says of the version that it is about.</summary>
/// <param name="IfMatch">The entity tags of which one has to be the entry's; null: any, or none.</param>
/// <param name="MustBeNew">Whether there must not be such an entry yet (<c>If-None-Match: *</c>).</param>
internal sealed record Precondition(IReadOnlyList<string>? IfMatch, bool MustBeNew)
{
    /// <summary>Whether an entry that is there may not be changed as long as its version is not said.</summary>
    public bool NeedsVersion { get; private init; }

    /// <summary>Reads it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="settings">What the site says.</param>
    /// <exception cref="WebProblemException">It is not understood.</exception>
    public static Precondition Read(HttpRequest request, EntrySettings settings) =>
        Read(request) with { NeedsVersion = settings.RequiresIfMatch };

    /// <summary>What speaks against what becomes of an entry; null: nothing.</summary>
    public WebProblem? Object(EditOutcome outcome) =>
        NeedsVersion && IfMatch is null && outcome is (EditOutcome.Changed or EditOutcome.Removed)
            ? new WebProblem(
                StatusCodes.Status428PreconditionRequired, "expected If-Match with the ETag of the entry that was seen")
        : !IsMeant(outcome)
            ? new WebProblem(
                StatusCodes.Status412PreconditionFailed,
                "the entry was changed by somebody else meanwhile, expected its present ETag")
        : null;

    // One that is as it was asked for is right, whatever it was before.
    private bool IsMeant(EditOutcome outcome) => outcome switch
    {
        EditOutcome.Added => IfMatch is null,
        EditOutcome.Changed changed => Allows(EntityTag.Of(changed.Former)),
        EditOutcome.Removed removed => IfMatch is null
            || Allows(EntityTag.OfWritten(removed.Dataset, isDone: false))
            || Allows(EntityTag.OfWritten(removed.Dataset, isDone: true)),
        _ => true,
    };

    private bool Allows(string tag) => IfMatch is null || IfMatch.Contains(tag) || IfMatch.Contains("*");

    private static Precondition Read(HttpRequest request)
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
}
