using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Keys;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp remove AREA KEY=VALUE...</c>: removes entries of a storage area.</summary>
internal static class RemoveCommand
{
    private const string Prose = $$"""
        Removes the entries that match all keys, under the exclusive lock of the area, and shows them.
        Keys and values are those of `wlmscp list`, which shows beforehand what would be removed.

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> area = ToolWords.Area();
        Argument<string[]> keys = ToolWords.Keys(fewest: 1);
        Option<bool> json = ToolWords.Json();
        var command = new Command("remove", "remove entries of a storage area") { area, keys, json };
        command.SetAction(result => ToolRunner.Run("remove", () => Run(
            result.GetRequiredValue(area), result.GetRequiredValue(keys), result.GetValue(json))));
        return new Tool(command, "`wlmscp remove` [`--json`] *AREA* *KEY=VALUE*...", Prose);
    }

    private static int Run(string area, string[] keys, bool isJson)
    {
        WorklistQuery query = KeyWords.ReadQuery(keys);
        if (!query.KeysWithValue.Any())
        {
            throw new ToolException(ExitCode.Usage, "no key with a value, expected one: all entries would be removed");
        }

        using var progress = new ProgressLine("removing");
        var edit = new WorklistEdit.Remove(new EntrySelection.Matching(query));
        return EntryOutput.WriteRemoved(EditedArea.Apply(area, [edit], progress)[0], isJson);
    }
}
