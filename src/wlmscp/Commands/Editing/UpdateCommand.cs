using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Keys;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp update AREA KEY=VALUE... --set KEY=VALUE...</c>: changes entries of a storage area.</summary>
internal static class UpdateCommand
{
    private const string Prose = $$"""
        Gives the entries that match all keys the values behind `--set`, under the exclusive lock of the area, and shows
        them. Keys and values are those of `wlmscp list`; an empty value stays behind as an attribute without one.
        Each entry must be complete afterwards, and the new values must be right, else none is changed:

            wlmscp update AETITLE_1 PatientID=4711 --set ScheduledProcedureStepStartTime=1030 Modality=MR

        An entry whose Scheduled Procedure Step Status becomes COMPLETED, DISCONTINUED or CANCELED is not offered any more:
        its file goes to the directory `done` of the area, from where `wlmscp restore` brings it back.

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> area = ToolWords.Area();
        Argument<string[]> keys = ToolWords.Keys(fewest: 1);
        Option<string[]> set = ToolWords.Assignments("--set", "attributes and their new values");
        set.Required = true;
        Option<bool> json = ToolWords.Json();
        var command = new Command("update", "change entries of a storage area") { area, keys, set, json };
        command.SetAction(result => ToolRunner.Run("update", () => Run(
            result.GetRequiredValue(area), result.GetRequiredValue(keys), result.GetRequiredValue(set),
            result.GetValue(json))));
        return new Tool(command, "`wlmscp update` [`--json`] *AREA* *KEY=VALUE*... `--set` *KEY=VALUE*...", Prose);
    }

    private static int Run(string area, string[] keys, string[] set, bool isJson)
    {
        WorklistQuery query = KeyWords.ReadQuery(keys);
        IReadOnlyList<AttributeAssignment> assignments = KeyWords.Read(set);
        IReadOnlyList<EditOutcome> outcomes;
        using (var progress = new ProgressLine("writing"))
        {
            var edit = new WorklistEdit.Update(new EntrySelection.Matching(query), assignments);
            outcomes = EditedArea.Apply(area, [edit], progress)[0];
        }

        return EntryOutput.WriteChanged(outcomes, isJson);
    }
}
