using Microsoft.AspNetCore.Http;
using WorklistScp.Storage.Editing;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Web.Entries;

/// <summary>Carries out what requests want of entries, by the editors of their areas.</summary>
/// <param name="editors">The editors.</param>
internal sealed class EntryDesk(AreaEditors editors)
{
    /// <summary>Finds the editor of the area that a request names.</summary>
    /// <exception cref="WebProblemException">There is no such area.</exception>
    public async ValueTask<WorklistEditor> FindEditorAsync(HttpContext context)
    {
        string name = context.Request.RouteValues["area"] as string ?? "";
        WorklistEditor? editor = await editors.FindAsync(name, context.RequestAborted);
        WebAct.Of(context).Area = editor is null ? null : name;
        return editor ?? throw new WebProblemException(StatusCodes.Status404NotFound, "there is no storage area of this name");
    }

    /// <summary>Finds the entry of a key, offered or done.</summary>
    /// <exception cref="WebProblemException">There is none.</exception>
    public static async Task<EditedEntry> FindAsync(WorklistEditor editor, EntryKey key, HttpContext context)
    {
        IReadOnlyList<EditedEntry> found =
            await editor.FindAsync(new EntrySelection.OfKey(key), context.RequestAborted);
        return found is [var first, ..] ? first : throw NotFound();
    }

    /// <summary>Carries out edits of one entry.</summary>
    /// <param name="editor">The editor.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="precondition">What the entry has to be like.</param>
    /// <param name="needsVersion">Whether an entry that is there may not be changed as long as its version is not said.</param>
    /// <param name="isDryRun">Whether it is only said what would be.</param>
    /// <param name="context">The request.</param>
    /// <returns>What became of the entry.</returns>
    /// <exception cref="WebProblemException">It was not carried out.</exception>
    public static async Task<EditOutcome> ApplyAsync(
        WorklistEditor editor, IReadOnlyList<WorklistEdit> edits, Precondition precondition, bool needsVersion,
        bool isDryRun, HttpContext context)
    {
        var lacksVersion = false;
        var isStale = false;
        IReadOnlyList<IReadOnlyList<EditOutcome>> outcomes = (await WorklistEditor.ApplyAsync(
            [new AreaBatch(editor, edits)], int.MaxValue,
            planned =>
            {
                lacksVersion = needsVersion && planned[0].SelectMany(ofEdit => ofEdit)
                    .Any(outcome => outcome is EditOutcome.Changed or EditOutcome.Removed);
                isStale = planned[0].SelectMany(ofEdit => ofEdit).Any(outcome => !IsMeant(outcome, precondition));
                return isStale || lacksVersion || isDryRun ? null : () => { };
            },
            progress: null, context.RequestAborted))[0];
        EditOutcome[] all = [.. outcomes.SelectMany(ofEdit => ofEdit)];
        if (Array.Find(all, outcome => outcome.IsObstacle) is { } obstacle)
        {
            throw new WebProblemException(EditProblems.Of(obstacle));
        }

        if (lacksVersion)
        {
            throw new WebProblemException(
                StatusCodes.Status428PreconditionRequired, "expected If-Match with the ETag of the entry that was seen");
        }

        if (isStale)
        {
            throw new WebProblemException(
                StatusCodes.Status412PreconditionFailed,
                "the entry was changed by somebody else meanwhile, expected its present ETag");
        }

        return all is [var first, ..] ? first : throw NotFound();
    }

    // One that is as it was asked for is right, whatever it was before.
    private static bool IsMeant(EditOutcome outcome, Precondition precondition) => outcome switch
    {
        EditOutcome.Added => precondition.IfMatch is null,
        EditOutcome.Changed changed => precondition.Allows(EntityTag.Of(changed.Former)),
        EditOutcome.Removed removed => precondition.IfMatch is null
            || precondition.Allows(EntityTag.OfWritten(removed.Dataset, isDone: false))
            || precondition.Allows(EntityTag.OfWritten(removed.Dataset, isDone: true)),
        _ => true,
    };

    private static WebProblemException NotFound() => new(
        StatusCodes.Status404NotFound, "there is no entry of this study and step, neither offered nor done");
}
