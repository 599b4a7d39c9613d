using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Mpps;

namespace Wlmscp.Commands.Editing;

/// <summary>Removes what areas keep of performed steps, once that is old.</summary>
internal static class ExpiredPerformedSteps
{
    /// <summary>Removes it, and says how much it was on standard error.</summary>
    /// <param name="areas">The directories of the areas.</param>
    /// <param name="age">How old.</param>
    /// <param name="archive">The directory that it is moved to; null: none.</param>
    /// <param name="isDryRun">Whether to say only how much there is.</param>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static void Remove(IReadOnlyList<string> areas, TimeSpan age, string? archive, bool isDryRun)
    {
        var old = new OldPerformedSteps(areas, TimeProvider.System.GetUtcNow().UtcDateTime - age);
        foreach (string area in areas)
        {
            // Most areas have nothing old: they are not locked.
            OldFiles found = EditedArea.Try([area], () => old.Find(area));
            if (!found.IsEmpty && !isDryRun)
            {
                using AreaEditor editor = EditedArea.Open(area);
                found = EditedArea.Try([area], () => old.Remove(editor, archive));
            }

            Say(area, found);
        }
    }

    private static void Say(string area, OldFiles files)
    {
        string[] counts =
        [
            .. Count(files.Steps.Count, "performed step", "performed steps"),
            .. Count(files.Failed.Count, "message that was given up", "messages that were given up"),
        ];
        if (counts.Length > 0)
        {
            StandardStreams.WriteError(PrintableText.Of($"wlmscp expire: {area}: {string.Join(", ", counts)}"));
        }
    }

    private static string[] Count(int count, string one, string several) =>
        count == 0 ? [] : [$"{count} {(count == 1 ? one : several)}"];
}
