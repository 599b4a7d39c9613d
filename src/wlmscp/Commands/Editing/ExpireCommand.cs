using System.CommandLine;
using System.Globalization;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Storage.Areas;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp expire AREA --older-than 7d</c>: removes entries whose step lies in the past.</summary>
internal static class ExpireCommand
{
    private const int MostDays = 36_500;

    private const string Prose = $$"""
        Removes the entries whose step should have started longer ago than that, by the clock of this machine, those that
        are done too, and shows them; with `--archive` they are moved to a directory instead, where none takes the place of another.
        Entries without a valid start date stay.

        Performed steps are removed too that no modality has told of for longer than that, and messages about them that were
        given up, if they are older; with `--archive` these are moved. Standard error has their numbers. What waits to be
        sent on stays.

        It is well suited for `cron`(8):

            wlmscp expire /export/services/worklist/AETITLE_1 --older-than 7d --archive /var/spool/worklist

        `--dry-run` shows what would be done, and does nothing.

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string[]> named = ToolWords.Paths("AREA...", 0, "directories of storage areas");
        var areas = new ChosenAreas();
        Option<TimeSpan?> age = ValueParsers.Value<TimeSpan?>(
            "--older-than", "AGE", "days or hours, such as 7d or 12h", ParseAge);
        age.Required = true;
        Option<string?> archive = ValueParsers.Text("--archive", "DIR", "move them there (default: remove them)");
        Option<bool> dryRun = ToolWords.DryRun();
        Option<bool> json = ToolWords.Json();
        var command = new Command("expire", "remove entries whose step lies in the past")
        {
            named, age, archive, dryRun, json,
        };
        areas.AddTo(command);
        command.SetAction(result => ToolRunner.Run("expire", () => Run(
            areas.Read(result, result.GetValue(named) ?? []), result.GetValue(age)!.Value, result.GetValue(archive),
            result.GetValue(dryRun), result.GetValue(json))));
        return new Tool(
            command,
            $"`wlmscp expire` [`--dry-run`] [`--json`] {ChosenAreas.Usage} `--older-than` *AGE* [`--archive` *DIR*]", Prose)
        {
            Example = "wlmscp expire AETITLE_1 --older-than 7d",
        };
    }

    private static Parsed<TimeSpan?> ParseAge(string text) =>
        text is [.., 'd' or 'h']
        && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number <= MostDays
            ? new(text[^1] == 'd' ? TimeSpan.FromDays(number) : TimeSpan.FromHours(number))
            : new(null, "days or hours, such as 7d or 12h");

    private static int Run(IReadOnlyList<string> areas, TimeSpan age, string? archive, bool isDryRun, bool isJson)
    {
        if (archive is not null && !Directory.Exists(archive))
        {
            throw new ToolException(ExitCode.Failed, $"{archive}: no such directory, expected one; mkdir makes it");
        }

        if (archive is not null && areas.FirstOrDefault(area => AreaDirectory.IsWithin(archive, area)) is { } own)
        {
            throw new ToolException(ExitCode.Usage, $"--archive {archive}: within the storage area {own}, expected another directory");
        }

        DateTime end = TimeProvider.System.GetLocalNow().DateTime - age;
        var which = new EntrySelection.StartingBefore(end);
        WorklistEdit[] edits =
            [new WorklistEdit.Remove(which, archive), new WorklistEdit.Remove(which, archive, AreDone: true)];
        EntryOutput.WriteOut(
            // A few at a time: what is removed in one has nothing to do with another.
            [
                .. areas.Chunk(EditedAreas.Most).SelectMany(some => EntryOutput.Show(
                    EditedAreas.Apply(some, edits, int.MaxValue, "removing", isDryRun, areas.Count > 1))),
            ],
            isJson);
        ExpiredPerformedSteps.Remove(areas, age, archive, isDryRun);
        return ExitCode.Success; // that nothing is old is no fault, and no mail of a timer
    }
}
