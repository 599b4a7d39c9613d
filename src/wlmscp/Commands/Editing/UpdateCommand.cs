using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp update AREA KEY=VALUE... --set KEY=VALUE...</c>: changes entries of a storage area.</summary>
internal static class UpdateCommand
{
    private const string Prose = $$"""
        Gives the entries that match all keys the values behind `--set`, under the exclusive lock of the area, and shows
        them. An empty value stays behind as an attribute without one. Each entry must be complete afterwards, and the
        new values must be right, else none is changed:

            wlmscp update AETITLE_1 PatientID=4711 --set ScheduledProcedureStepStartTime=1030 Modality=MR

        An entry whose Scheduled Procedure Step Status becomes COMPLETED, DISCONTINUED or CANCELED is not offered any more:
        its file goes to the directory `done` of the area, from where `wlmscp restore` brings it back.

        {{ChosenEntries.Prose}}

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var chosen = new ChosenEntries();
        Option<string[]> set = ToolWords.Assignments("--set", "attributes and their new values");
        set.Required = true;
        Option<bool> dryRun = ToolWords.DryRun();
        Option<bool> json = ToolWords.Json();
        var command = new Command("update", "change entries of a storage area");
        chosen.AddTo(command);
        command.Add(set);
        command.Add(dryRun);
        command.Add(json);
        command.SetAction(result => ToolRunner.Run("update", () =>
        {
            (IReadOnlyList<string> areas, EntrySelection which, int most) = chosen.Read(result);
            IReadOnlyList<AttributeAssignment> values = NewValues.Read(result.GetRequiredValue(set));
            var edit = new WorklistEdit.Update(which, values) { Most = most };
            return EntryOutput.WriteChanged(
                "update", EditedAreas.Apply(areas, [edit], most, "writing", result.GetValue(dryRun)), result.GetValue(json));
        }));
        return new Tool(
            command,
            $"`wlmscp update` {ChosenEntries.Usage} [`--json`] {ChosenAreas.Usage} *KEY=VALUE*... `--set` *KEY=VALUE*...",
            Prose)
        {
            Example = "wlmscp update AETITLE_1 PatientID=4711 --set Modality=MR",
        };
    }
}
