using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>What commands have in common that put entries of files and words into a storage area.</summary>
internal static class NewEntryCommand
{
    /// <summary>What help says of what an entry is made of.</summary>
    public const string Prose = $$"""
        Takes files of every kind that `wlmscp convert` reads, and `KEY=VALUE` for the attributes of one entry, or of each
        in the files. What an entry lacks it gets: a start time of midnight; the description of the step for
        that of the procedure, else the modality for a description; and identifiers. An order that is in the area, or in `done`, keeps its own; it is found by Patient ID, Issuer of
        Patient ID and Accession Number, else Requested Procedure ID. Those of a new order are derived of the same, or,
        where it has neither number, of Patient ID, modality, description and start date; so the same order is the same
        entry however often it comes. Steps of one order differ by Scheduled Procedure Step ID, else by modality and
        protocol, else by their place in the file.

        An entry must be complete then, and its values must be what `wlmscp check` expects. If one is wrong, each that is
        wrong is named, and none is put into the area. A file is named after the Scheduled Procedure Step ID. Killed while
        it renames files, the command leaves some of them, each whole; given again, it goes on. `--dry-run` shows what
        would be done, and does nothing.
        """;

    /// <summary>Makes a command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="prose">What it does in detail.</param>
    /// <param name="edit">The edit that it makes of a data set.</param>
    /// <param name="source">Where what is put comes from; null: that does not matter.</param>
    public static Tool Create(
        string name, string description, string prose, Func<DicomDataset, WorklistEdit> edit, PutSource? source = null)
    {
        Argument<string> area = ToolWords.Area();
        Argument<string[]> words = ToolWords.Paths("FILE|KEY=VALUE...", 1, "files, and attributes with their values");
        Option<bool> dryRun = ToolWords.DryRun();
        Option<bool> json = ToolWords.Json();
        var command = new Command(name, description) { area, words, dryRun, json };
        foreach (Option option in source?.Options ?? [])
        {
            command.Options.Add(option);
        }

        command.SetAction(result => ToolRunner.Run(name, () =>
        {
            string path = result.GetRequiredValue(area);
            bool isDryRun = result.GetValue(dryRun);
            ToolConsole.SayDryRun(isDryRun);
            PutRecord? record = source?.Find(result, path, result.GetRequiredValue(words));
            IReadOnlyList<NewEntry> entries = Read(result.GetRequiredValue(words));
            NewValues.WarnOfStatuses(
                name, entries.Select(entry => EntryCompletion.TextOf(entry.Dataset, StepStatus.Keyword)));
            IReadOnlyList<WorklistEdit> edits = [.. entries.Select(entry => edit(entry.Dataset))];
            return EditedArea.Use(path, editor =>
            {
                record?.Check();
                IReadOnlyList<IReadOnlyList<EditOutcome>> outcomes =
                    Apply(editor, [.. edits, .. FindMissing(editor, entries, edit, record, isDryRun)], isDryRun);
                ThrowIfObstacle(entries, outcomes);
                if (!isDryRun)
                {
                    record?.Close(editor, KeysOf(entries));
                }

                return Write(name, [.. outcomes.SelectMany(ofEdit => ofEdit)], result.GetValue(json));
            });
        }));
        string more = source is null ? "" : " [`--remove-missing` [`--source` *NAME*] [`--force`]]";
        return new Tool(
            command, $"`wlmscp {name}` [`--dry-run`] [`--json`]{more} *AREA* *FILE*|*KEY=VALUE*...", prose)
        {
            Example = $"wlmscp {name} AETITLE_1 tomorrow.csv",
        };
    }

    // A plan tells the keys of the entries: it gives them what they lack.
    private static IReadOnlyList<WorklistEdit> FindMissing(
        WorklistEditor editor, IReadOnlyList<NewEntry> entries, Func<DicomDataset, WorklistEdit> edit, PutRecord? record,
        bool isDryRun)
    {
        if (record is not { RemovesMissing: true })
        {
            return [];
        }

        // Of copies: what happens until they are put is not to be taken for what the source says.
        NewEntry[] copies = [.. entries.Select(entry => entry with { Dataset = entry.Dataset.Clone() })];
        ThrowIfObstacle(entries, editor.PlanAsync([.. copies.Select(copy => edit(copy.Dataset))]).GetAwaiter().GetResult());
        return record.FindMissing(editor, KeysOf(copies), isDryRun);
    }

    private static IReadOnlyList<IReadOnlyList<EditOutcome>> Apply(
        WorklistEditor editor, IReadOnlyList<WorklistEdit> edits, bool isDryRun)
    {
        using var progress = new ProgressLine("writing");
        return (isDryRun ? editor.PlanAsync(edits) : editor.ApplyAsync(edits, progress)).GetAwaiter().GetResult();
    }

    private static HashSet<EntryKey> KeysOf(IReadOnlyList<NewEntry> entries) =>
        [.. entries.Select(entry => EntryKey.Of(entry.Dataset))];

    private static IReadOnlyList<NewEntry> Read(string[] words)
    {
        using var progress = new ProgressLine("reading");
        return NewEntries.Make(words, progress);
    }

    private static void ThrowIfObstacle(
        IReadOnlyList<NewEntry> entries, IReadOnlyList<IReadOnlyList<EditOutcome>> outcomes)
    {
        ToolException[] failures =
        [
            .. outcomes.SelectMany((ofEdit, i) => ofEdit.Where(outcome => outcome.IsObstacle)
                .Select(outcome => EditFailure.Of(outcome, i < entries.Count ? entries[i].Source : null))),
        ];
        if (failures.Length > 0)
        {
            throw new ToolException(
                failures.Max(failure => failure.ExitCode), [.. failures.Select(failure => failure.Message)]);
        }
    }

    private static int Write(string name, EditOutcome[] outcomes, bool isJson)
    {
        EntryOutput.WriteOut(
            [.. outcomes.Select(outcome => ShownEntry.Of(outcome, "changed")).OfType<ShownEntry>()], isJson);
        if (outcomes.Any(outcome => outcome is not EditOutcome.Added { IsDone: false }))
        {
            StandardStreams.WriteError($"wlmscp {name}: {Count(outcomes)}");
        }

        return ExitCode.Success;
    }

    private static string Count(EditOutcome[] outcomes)
    {
        int unchanged = outcomes.OfType<EditOutcome.Unchanged>().Count();
        int stillOff = outcomes.OfType<EditOutcome.Unchanged>().Count(outcome => outcome.IsDone);
        (string Text, int Number)[] counts =
        [
            ("new", outcomes.OfType<EditOutcome.Added>().Count(added => !added.IsDone)),
            ("changed", outcomes.OfType<EditOutcome.Changed>().Count(changed => !changed.IsDone)),
            (ShownEntry.OffTheList, outcomes.Count(
                outcome => outcome is EditOutcome.Changed { IsDone: true } or EditOutcome.Added { IsDone: true })),
            ("unchanged", unchanged),
            ($"of these {ShownEntry.OffTheList}", stillOff),
        ];
        return string.Join(", ", counts.Where(count => count.Number > 0).Select(count => $"{count.Text}: {count.Number}"));
    }
}
