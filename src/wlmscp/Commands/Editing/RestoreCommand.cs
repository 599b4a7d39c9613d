using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Keys;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp restore AREA KEY=VALUE...</c>: offers entries again that are done.</summary>
internal static class RestoreCommand
{
    private const string Prose = $$"""
        Brings back the entries that match all keys out of the directory `done` of the area, and shows them: modalities find
        them again. A Scheduled Procedure Step Status that says that the step is over becomes SCHEDULED.
        `wlmscp list` with `--done` shows beforehand what is there.

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> area = ToolWords.Area();
        Argument<string[]> keys = ToolWords.Keys(fewest: 1);
        Option<bool> json = ToolWords.Json();
        var command = new Command("restore", "offer entries again that are done") { area, keys, json };
        command.SetAction(result => ToolRunner.Run("restore", () => Run(
            result.GetRequiredValue(area), result.GetRequiredValue(keys), result.GetValue(json))));
        return new Tool(command, "`wlmscp restore` [`--json`] *AREA* *KEY=VALUE*...", Prose);
    }

    private static int Run(string area, string[] keys, bool isJson)
    {
        WorklistQuery query = KeyWords.ReadQuery(keys);
        if (!query.KeysWithValue.Any())
        {
            throw new ToolException(ExitCode.Usage, "no key with a value, expected one: all entries would come back");
        }

        using var progress = new ProgressLine("restoring");
        var edit = new WorklistEdit.Restore(new EntrySelection.Matching(query));
        return EntryOutput.WriteChanged(EditedArea.Apply(area, [edit], progress)[0], isJson);
    }
}
