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
        var chosen = new ChosenEntries();
        Option<bool> dryRun = ToolWords.DryRun();
        Option<bool> json = ToolWords.Json();
        var command = new Command("remove", "remove entries of a storage area");
        chosen.AddTo(command);
        command.Add(dryRun);
        command.Add(json);
        command.SetAction(result => ToolRunner.Run("remove", () =>
        {
            (IReadOnlyList<string> areas, EntrySelection which, int most) = chosen.Read(result);
            var edit = new WorklistEdit.Remove(which) { Most = most };
            return EntryOutput.Write(
                "remove",
                EntryOutput.Show(EditedAreas.Apply(areas, [edit], most, "removing", result.GetValue(dryRun))),
                result.GetValue(json));
        }));
        return new Tool(
            command, $"`wlmscp remove` {ChosenEntries.Usage} [`--json`] {ChosenAreas.Usage} *KEY=VALUE*...", Prose)
        {
            Example = "wlmscp remove AETITLE_1 PatientID=4711",
        };
    }
}
