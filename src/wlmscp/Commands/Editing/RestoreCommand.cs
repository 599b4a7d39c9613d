using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp restore AREA KEY=VALUE...</c>: offers entries again that are done.</summary>
internal static class RestoreCommand
{
    private const string Prose = $$"""
        Brings back the entries that match all keys out of the directory `done` of the area, and shows them: modalities find
        them again. A Scheduled Procedure Step Status that says that the step is over becomes SCHEDULED.
        `wlmscp list` with `--done` shows what is there. {{ChosenEntries.Prose}}

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var chosen = new ChosenEntries();
        Option<bool> dryRun = ToolWords.DryRun();
        Option<bool> json = ToolWords.Json();
        var command = new Command("restore", "offer entries again that are done");
        chosen.AddTo(command);
        command.Add(dryRun);
        command.Add(json);
        command.SetAction(result => ToolRunner.Run("restore", () =>
        {
            (IReadOnlyList<string> areas, EntrySelection which, int most) = chosen.Read(result);
            var edit = new WorklistEdit.Restore(which) { Most = most };
            return EntryOutput.WriteChanged(
                "restore", EditedAreas.Apply(areas, [edit], most, "restoring", result.GetValue(dryRun)), result.GetValue(json));
        }));
        return new Tool(
            command, $"`wlmscp restore` {ChosenEntries.Usage} [`--json`] {ChosenAreas.Usage} *KEY=VALUE*...", Prose)
        {
            Example = "wlmscp restore AETITLE_1 PatientID=4711",
        };
    }
}
