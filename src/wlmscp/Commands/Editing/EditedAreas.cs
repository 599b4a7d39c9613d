using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>Edits of one storage area, or of several at once.</summary>
internal static class EditedAreas
{
    /// <summary>
    /// Carries out edits: in one area all or none; in several, all are planned before the first is changed. Or tells only
    /// what they would do.
    /// </summary>
    /// <param name="areas">The directories.</param>
    /// <param name="edits">The edits, the same for each.</param>
    /// <param name="most">How many entries are meant at most, in all areas.</param>
    /// <param name="doing">What a terminal says is done.</param>
    /// <param name="isDryRun">Whether nothing is to be changed.</param>
    /// <returns>
    /// What became of the entries; of several areas, the names of files have that of the area before them. Where one is
    /// an obstacle, nothing was done.
    /// </returns>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static IReadOnlyList<EditOutcome> Apply(
        IReadOnlyList<string> areas, IReadOnlyList<WorklistEdit> edits, int most, string doing, bool isDryRun)
    {
        if (areas is [var only])
        {
            return [.. EditedArea.Apply(only, edits, doing, isDryRun).SelectMany(ofEdit => ofEdit)];
        }

        EditOutcome[] planned = [.. areas.SelectMany(area => Name(area, EditedArea.Plan(area, edits)))];
        if (isDryRun || Array.Exists(planned, outcome => outcome.IsObstacle))
        {
            ToolConsole.SayDryRun(isDryRun);
            return planned;
        }

        return planned.Length > most
            ? [new EditOutcome.TooMany(planned.Length, most)]
            : [.. areas.SelectMany(area => Name(area, EditedArea.Apply(area, edits, doing, isDryRun: false)))];
    }

    private static IEnumerable<EditOutcome> Name(string area, IEnumerable<IReadOnlyList<EditOutcome>> outcomes)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(area)) + Path.DirectorySeparatorChar;
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
