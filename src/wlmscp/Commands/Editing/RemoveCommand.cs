using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp remove AREA KEY=VALUE...</c>: removes entries of a storage area.</summary>
internal static class RemoveCommand
{
    private const string Prose = $$"""
        Removes the entries that match all keys, under the exclusive lock of the area, and shows them.
        {{ChosenEntries.Prose}}

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> area = ToolWords.Area();
        var chosen = new ChosenEntries();
        Option<bool> dryRun = ToolWords.DryRun();
        Option<bool> json = ToolWords.Json();
        var command = new Command("remove", "remove entries of a storage area") { area };
        chosen.AddTo(command);
        command.Add(dryRun);
        command.Add(json);
        command.SetAction(result => ToolRunner.Run("remove", () =>
        {
            (EntrySelection which, int most) = chosen.Read(result);
            var edit = new WorklistEdit.Remove(which) { Most = most };
            IReadOnlyList<EditOutcome> outcomes = EditedArea.Apply(
                result.GetRequiredValue(area), [edit], "removing", result.GetValue(dryRun))[0];
            return EntryOutput.WriteRemoved(outcomes, result.GetValue(json));
        }));
        return new Tool(command, $"`wlmscp remove` {ChosenEntries.Usage} [`--json`] *AREA* *KEY=VALUE*...", Prose);
    }
}
