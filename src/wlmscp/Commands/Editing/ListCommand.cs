using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Keys;
using Wlmscp.Terminal;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp list AREA [KEY=VALUE...]</c>: shows entries of a storage area.</summary>
internal static class ListCommand
{
    private const string Prose = $$"""
        Shows the entries that match all keys, or all, ordered by start date and time; with `--done` those that are not
        offered any more.
        Keys are keywords or `gggg,eeee`; values take the wild cards and ranges of a query, and `today`, `today+1`:

            wlmscp list AETITLE_1 Modality=CT ScheduledProcedureStepStartDate=today-today+7

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> area = ToolWords.Area();
        Argument<string[]> keys = ToolWords.Keys(fewest: 0);
        Option<bool> done = ValueParsers.Flag("--done", "those that are not offered any more");
        Option<bool> json = ToolWords.Json();
        var command = new Command("list", "show entries of a storage area") { area, keys, done, json };
        command.SetAction(result => ToolRunner.Run("list", () => Run(
            result.GetRequiredValue(area), result.GetValue(keys) ?? [], result.GetValue(done), result.GetValue(json))));
        return new Tool(command, "`wlmscp list` [`--done`] [`--json`] *AREA* [*KEY=VALUE*...]", Prose);
    }

    private static int Run(string area, string[] keys, bool areDone, bool isJson)
    {
        EntrySelection which = KeyWords.Select(KeyWords.Read(keys));
        AreaFile[] files =
        [
            .. EditedArea.Read(area, areDone: areDone).Where(file => file.IsOf(which))
                .OrderBy(file => file.Start ?? DateTime.MinValue).ThenBy(file => file.Name, StringComparer.Ordinal),
        ];
        return EntryOutput.Write(files, isJson);
    }
}
