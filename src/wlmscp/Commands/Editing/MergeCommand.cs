using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp merge --dir DIR OLD-ID NEW-ID</c>: gives the entries of one patient to another.</summary>
internal static class MergeCommand
{
    private const string Prose = $$"""
        Gives all entries of the patient *OLD-ID*, those in `done` too, the Patient ID *NEW-ID*, in all storage areas of
        *DIR* or in those whose names match; and shows them. If one of them cannot be changed, none is. They get name, birth
        date and sex of the entries that *NEW-ID* has; `--set` says what all of them are to have:

            wlmscp merge --dir /export/services/worklist 4711 4712 --set PatientName=Doe^Jane

        Killed while it renames files, the command leaves some of them as they were; given again, it goes on. `--dry-run`
        shows what would be done, and does nothing.

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
            PatientKey old = ReadPatient("OLD-ID", result.GetRequiredValue(from));
            PatientKey remaining = ReadPatient("NEW-ID", result.GetRequiredValue(to));
            if (old == remaining)
            {
                throw new ToolException(ExitCode.Usage, "OLD-ID and NEW-ID are the same, expected two Patient IDs");
            }

            IReadOnlyList<AttributeAssignment> values = ReadValues(result.GetValue(set) ?? []);
            IReadOnlyList<string> chosen = areas.Read(result, []);
            var edit = new WorklistEdit.MergePatients(
                old, remaining, [.. values, .. RemainingPatient.FindValues(chosen, old, remaining, values)]);
            return EntryOutput.WriteChanged(
                "merge", EditedAreas.Apply(chosen, [edit], int.MaxValue, "writing", result.GetValue(dryRun)),
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

    private static IReadOnlyList<AttributeAssignment> ReadValues(IEnumerable<string> words)
    {
        IReadOnlyList<AttributeAssignment> values = NewValues.Read(words);
        return values.FirstOrDefault(value => !RemainingPatient.IsAttribute(value.Path)) is { } other
            ? throw new ToolException(
                ExitCode.Usage, $"--set {other.Path}: expected an attribute of the patient, other than the Patient ID")
            : values;
    }

    private static PatientKey ReadPatient(string word, string id) => id.Trim(' ').Length > 0
        ? new PatientKey(id.Trim(' '))
        : throw new ToolException(ExitCode.Usage, $"{word}: '', expected a Patient ID");
}
