using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Keys;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp merge --dir DIR OLD-ID NEW-ID</c>: gives the entries of one patient to another.</summary>
internal static class MergeCommand
{
    private const string Prose = $$"""
        Gives all entries of the patient *OLD-ID*, those in `done` too, the Patient ID *NEW-ID*, and the values behind
        `--set`, in all storage areas of *DIR* or in those whose names match; and shows them. If one of them cannot be
        changed, none is:

            wlmscp merge --dir /export/services/worklist 4711 4712 --set PatientName=Doe^Jane

        `--dry-run` shows what would be done, and does nothing.

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> from = new("OLD-ID") { Description = "the Patient ID that counts no more" };
        Argument<string> to = new("NEW-ID") { Description = "the Patient ID of the patient who stays" };
        var areas = new ChosenAreas(isRequired: true);
        Option<string[]> set = ToolWords.Assignments("--set", "attributes of the patient, and their new values");
        Option<bool> dryRun = ToolWords.DryRun();
        Option<bool> json = ToolWords.Json();
        var command = new Command("merge", "give the entries of one patient to another") { from, to };
        areas.AddTo(command);
        command.Add(set);
        command.Add(dryRun);
        command.Add(json);
        command.SetAction(result => ToolRunner.Run("merge", () =>
        {
            var edit = new WorklistEdit.MergePatients(
                ReadPatient("OLD-ID", result.GetRequiredValue(from)), ReadPatient("NEW-ID", result.GetRequiredValue(to)),
                KeyWords.Read(result.GetValue(set) ?? []));
            return EntryOutput.WriteChanged(
                EditedAreas.Apply(areas.Read(result, []), [edit], int.MaxValue, "writing", result.GetValue(dryRun)),
                result.GetValue(json));
        }));
        return new Tool(
            command,
            "`wlmscp merge` `--dir` *DIR* [`--area` *PATTERN*] [`--dry-run`] [`--json`] *OLD-ID* *NEW-ID* "
            + "[`--set` *KEY=VALUE*...]",
            Prose)
        {
            Example = "wlmscp merge --dir worklist 4711 4712",
        };
    }

    private static PatientKey ReadPatient(string word, string id) => id.Trim(' ').Length > 0
        ? new PatientKey(id)
        : throw new ToolException(ExitCode.Usage, $"{word}: '', expected a Patient ID");
}
