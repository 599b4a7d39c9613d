using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp add AREA FILE|KEY=VALUE...</c>: puts entries into a storage area.</summary>
internal static class AddCommand
{
    private const int MostWords = 100_000; // the most that the parser takes

    private const string Prose = $$"""
        Takes files of every kind that `wlmscp convert` reads, and `KEY=VALUE` for the attributes of one entry, or of
        each in the files:

            wlmscp add AETITLE_1 PatientName=Doe^Jane PatientID=4711 Modality=CT \
                ScheduledStationAETitle=CT1 ScheduledProcedureStepStartDate=today+1

        An entry gets what it lacks of identifiers: Study Instance UID, Requested Procedure ID, Scheduled Procedure Step
        ID; a start time of midnight; the modality for a description. Entries with the same Patient ID, Issuer of
        Patient ID, Accession Number and Requested Procedure ID, the first and the last given, get the same Study
        Instance UID. An entry must be complete then, its values must be what `wlmscp check` expects, and its Study
        Instance UID and Scheduled Procedure Step ID together must be new in the area.
        A file gets the name of the one it comes from, with a number where that has several entries.
        If one is wrong, none is put into the area. Killed while it renames them, it leaves some, each whole; adding
        again names the first that is there.

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> area = AreaArguments.Area();
        var words = new Argument<string[]>("FILE|KEY=VALUE...")
        {
            Description = "files, and attributes with their values",
            Arity = new ArgumentArity(1, MostWords),
        };
        Option<bool> json = EntryOutput.Json();
        var command = new Command("add", "put entries into a storage area") { area, words, json };
        command.SetAction(result => ToolRunner.Run("add", () => Run(
            result.GetRequiredValue(area), result.GetRequiredValue(words), result.GetValue(json))));
        return new Tool(command, "`wlmscp add` [`--json`] *AREA* *FILE*|*KEY=VALUE*...", Prose);
    }

    private static int Run(string area, string[] words, bool isJson)
    {
        IReadOnlyList<NewEntry> entries;
        using (var progress = new ProgressLine("reading"))
        {
            entries = NewEntries.Make(words, progress);
        }

        using (var progress = new ProgressLine("writing"))
        using (AreaEditor editor = EditedArea.Open(area))
        {
            ThrowIfKnown(entries, editor);
            editor.Put([.. entries.Select(entry => (entry.FileName, entry.ToBytes()))], progress);
        }

        return EntryOutput.Write([.. entries.Select(entry => (entry.FileName, entry.Dataset))], isJson);
    }

    private static void ThrowIfKnown(IReadOnlyList<NewEntry> entries, AreaEditor editor)
    {
        var known = new Dictionary<(string, string), string>();
        foreach (AreaFile file in editor.Read())
        {
            if (file.Dataset is not null)
            {
                known.TryAdd(NewEntry.KeyOf(file.Dataset), file.Name);
            }
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (NewEntry entry in entries)
        {
            if (!names.Add(entry.FileName) || editor.Contains(entry.FileName))
            {
                throw new ToolException(
                    ExitCode.Negative, $"{entry.Source}: {entry.FileName} is there already, expected a new name");
            }

            if (!known.TryAdd(entry.Key, entry.FileName))
            {
                throw new ToolException(
                    ExitCode.Negative,
                    $"{entry.Source}: Study Instance UID {entry.Key.StudyInstanceUID} with "
                    + $"Scheduled Procedure Step ID {entry.Key.StepID} is in "
                    + $"{known[entry.Key]} already, expected a Scheduled Procedure Step ID of its own");
            }
        }
    }
}
