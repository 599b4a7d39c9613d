using Microsoft.AspNetCore.Http;
using WorklistScp.Storage.Editing;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Web.Entries;

/// <summary>Carries out what requests want of entries, by the editors of their areas.</summary>
/// <param name="editors">The editors.</param>
/// <param name="time">The clock.</param>
internal sealed class EntryDesk(AreaEditors editors, TimeProvider time)
{
    // Who waits for a lock has a thread: of one area so many, and the others wait without.
    private const int AtOnce = 8;

    private readonly AreaTurns _turns = new(AtOnce);
    private readonly AreaTurns _numbers = new(1);

    /// <summary>Finds the editor of the area that a request names.</summary>
    /// <exception cref="WebProblemException">There is no such area.</exception>
    public async ValueTask<WorklistEditor> FindEditorAsync(HttpContext context)
    {
        string name = context.Request.RouteValues["area"] as string ?? "";
        WorklistEditor? editor = await editors.FindAsync(name, context.RequestAborted);
        WebAct.Of(context).Area = editor is null ? null : name;
        return editor ?? throw new WebProblemException(StatusCodes.Status404NotFound, "there is no storage area of this name");
    }

    /// <summary>All entries of an area, those that are done too.</summary>
    public Task<KnownWorklist> ReadAllAsync(WorklistEditor editor, HttpContext context) =>
        _turns.RunAsync(context, () => editor.ReadAllAsync(context.RequestAborted));

    /// <summary>Finds the entry of a key, offered or done.</summary>
    /// <exception cref="WebProblemException">There is none.</exception>
    public async Task<EditedEntry> FindAsync(WorklistEditor editor, EntryKey key, HttpContext context)
    {
        IReadOnlyList<EditedEntry> found = await _turns.RunAsync(
            context, () => editor.FindAsync(new EntrySelection.OfKey(key), context.RequestAborted));
        return found is [var first, ..] ? first : throw NotFound();
    }

    /// <summary>Gives a new entry the next Accession Number, and has it made before another one gets one.</summary>
    /// <param name="editor">The editor.</param>
    /// <param name="pattern">What numbers look like; null: it gets none.</param>
    /// <param name="dataset">The entry.</param>
    /// <param name="makeAsync">Makes it.</param>
    /// <param name="context">The request.</param>
    /// <exception cref="WebProblemException">All numbers are taken, or it was not made.</exception>
    public async Task<EditOutcome> NumberAsync(
        WorklistEditor editor, AccessionPattern? pattern, DicomDataset dataset, Func<Task<EditOutcome>> makeAsync,
        HttpContext context)
    {
        if (pattern is null)
        {
            return await makeAsync();
        }

        return await _numbers.RunAsync(context, async () =>
        {
            string number = pattern.Next(await ReadAllAsync(editor, context), time.GetLocalNow().DateTime)
                ?? throw new WebProblemException(
                    StatusCodes.Status409Conflict, "all Accession Numbers of the site's pattern are taken, expected one of its own");
            EntryCompletion.Set(dataset, "AccessionNumber", number);
            return await makeAsync();
        });
    }

    /// <summary>Carries out edits of one entry.</summary>
    /// <param name="editor">The editor.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="objection">What speaks against what would become of the entry; null: nothing.</param>
    /// <param name="isDryRun">Whether it is only said what would be.</param>
    /// <param name="context">The request.</param>
    /// <returns>What became of the entry.</returns>
    /// <exception cref="WebProblemException">It was not carried out.</exception>
    public async Task<EditOutcome> ApplyAsync(
        WorklistEditor editor, IReadOnlyList<WorklistEdit> edits, Func<EditOutcome, WebProblem?> objection, bool isDryRun,
        HttpContext context)
    {
        WebProblem? problem = null;
        EditReview review = planned =>
        {
            problem = planned[0].SelectMany(ofEdit => ofEdit).Select(objection).FirstOrDefault(each => each is not null);
            return problem is not null || isDryRun ? null : () => { };
        };
        IReadOnlyList<IReadOnlyList<EditOutcome>> outcomes = (await _turns.RunAsync(
            context,
            () => WorklistEditor.ApplyAsync(
                [new AreaBatch(editor, edits)], int.MaxValue, review, progress: null, context.RequestAborted)))[0];
        EditOutcome[] all = [.. outcomes.SelectMany(ofEdit => ofEdit)];
        if (Array.Find(all, outcome => outcome.IsObstacle) is { } obstacle)
        {
            throw new WebProblemException(EditProblems.Of(obstacle));
        }

        return problem is not null ? throw new WebProblemException(problem)
            : all is [var first, ..] ? first
            : throw NotFound();
    }

    private static WebProblemException NotFound() => new(
        StatusCodes.Status404NotFound, "there is no entry of this study and step, neither offered nor done");
}
