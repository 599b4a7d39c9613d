using Wlmscp.Terminal;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>Edits of one storage area, or of several at once.</summary>
internal static class EditedAreas
{
    /// <summary>How many are changed at once at most: the locks of all are held, each by a thread.</summary>
    public const int Most = 250;

    /// <summary>
    /// Carries out edits, all or none; or tells only what they would do, and standard error says so.
    /// </summary>
    /// <param name="areas">The directories.</param>
    /// <param name="edits">The edits, the same for each.</param>
    /// <param name="most">How many entries are meant at most, in all areas.</param>
    /// <param name="doing">What a terminal says is done.</param>
    /// <param name="isDryRun">Whether nothing is to be changed.</param>
    /// <param name="areNamed">Whether the area stands before the names of files even if it is only one.</param>
    /// <returns>
    /// What became of the entries; of several areas, the names of files have that of the area before them. Where one is
    /// an obstacle, nothing was done.
    /// </returns>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static IReadOnlyList<EditOutcome> Apply(
        IReadOnlyList<string> areas, IReadOnlyList<WorklistEdit> edits, int most, string doing, bool isDryRun,
        bool areNamed = false)
    {
        if (areas.Count > Most)
        {
            throw new ToolException(
                ExitCode.Usage, $"{areas.Count} storage areas at once, expected at most {Most}; --area chooses");
        }

        ToolConsole.SayDryRun(isDryRun);
        IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>> outcomes =
            EditedArea.Use(areas, editors => Apply(editors, edits, most, doing, isDryRun));
        EditOutcome[] named = areas is [_] && !areNamed
            ? [.. outcomes[0].SelectMany(ofEdit => ofEdit)]
            : [.. areas.Zip(outcomes, Name).SelectMany(ofArea => ofArea)];
        return named.Length > most && !Array.Exists(named, outcome => outcome.IsObstacle)
            ? [new EditOutcome.TooMany(named.Length, most)]
            : named;
    }

    private static IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>> Apply(
        IReadOnlyList<WorklistEditor> editors, IReadOnlyList<WorklistEdit> edits, int most, string doing, bool isDryRun)
    {
        using var progress = new ProgressLine(doing);
        return isDryRun
            ? [.. editors.Select(editor => editor.PlanAsync(edits).GetAwaiter().GetResult())]
            : WorklistEditor.ApplyAsync(
                [.. editors.Select(editor => new AreaBatch(editor, edits))], most, review: null, progress).GetAwaiter().GetResult();
    }

    /// <summary>What stands before the names of the files of one of several areas.</summary>
    public static string PrefixOf(string area) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(area)) + Path.DirectorySeparatorChar;

    private static IEnumerable<EditOutcome> Name(string area, IEnumerable<IReadOnlyList<EditOutcome>> outcomes)
    {
        string name = PrefixOf(area);
        return outcomes.SelectMany(ofEdit => ofEdit).Select(outcome => outcome switch
        {
            EditOutcome.Changed changed => changed with { FileName = name + changed.FileName },
            EditOutcome.Removed removed => removed with { FileName = name + removed.FileName },
            EditOutcome.Refused refused => refused with { FileName = name + refused.FileName },
            EditOutcome.Conflict conflict =>
                conflict with { FileName = name + conflict.FileName, With = name + conflict.With },
            _ => outcome,
        });
    }
}
