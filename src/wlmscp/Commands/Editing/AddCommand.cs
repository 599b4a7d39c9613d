using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp add AREA FILE|KEY=VALUE...</c>: puts entries into a storage area.</summary>
internal static class AddCommand
{
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
        Argument<string> area = ToolWords.Area();
        Argument<string[]> words = ToolWords.Paths("FILE|KEY=VALUE...", 1, "files, and attributes with their values");
        Option<bool> json = ToolWords.Json();
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

        IReadOnlyList<IReadOnlyList<EditOutcome>> outcomes;
        using (var progress = new ProgressLine("writing"))
        {
            WorklistEdit[] edits = [.. entries.Select(entry => new WorklistEdit.Add(entry.Dataset, entry.FileName))];
            outcomes = EditedArea.Apply(area, edits, progress);
        }

        foreach ((NewEntry entry, IReadOnlyList<EditOutcome> ofEntry) in entries.Zip(outcomes))
        {
            ThrowIfKnown(entry, ofEntry[0]);
        }

        return EntryOutput.Write([.. entries.Select(entry => (entry.FileName, entry.Dataset))], isJson);
    }

    private static void ThrowIfKnown(NewEntry entry, EditOutcome outcome)
    {
        switch (outcome)
        {
            case { IsObstacle: true }:
                throw EditFailure.Of(outcome, entry.Source);
            case EditOutcome.Unchanged unchanged:
                throw EditFailure.Taken(entry.Source, EntryKey.Of(entry.Dataset), unchanged.FileName);
        }
    }
}
