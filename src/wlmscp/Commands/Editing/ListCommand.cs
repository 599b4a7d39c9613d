using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Keys;
using Wlmscp.Terminal;
using Wlmscp.Formats;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp list AREA [KEY=VALUE...]</c>: shows entries of a storage area.</summary>
internal static class ListCommand
{
    private const int MostNamed = 3;

    private const string Prose = $$$"""
        Shows the entries of one storage area, or of several, which match all keys, or all, ordered by start date and time;
        with `--done` those that are not offered any more. Files that the daemon would not serve are marked, and standard
        error names them.
        Keys are keywords or `gggg,eeee`; values take the wild cards and ranges of a query, and `today`, `today+1`,
        `yesterday`, `tomorrow`, `now-2h`. `KEY==VALUE` means the value just so, without wild cards:

            wlmscp list AETITLE_1 Modality=CT ScheduledProcedureStepStartDate=today-today+7

        `--json` prints an array of the data sets in the DICOM JSON model (PS3.18 annex F), which `wlmscp add` and
        `wlmscp put` read; with `--files` each stands beside the name of its file:

            [{"file": "42.wl", "dataset": {"00100020": {"vr": "LO", "Value": ["4711"]}, ...}}, ...]

        `(not served)` behind a name of a file means that modalities do not see it: `wlmscp check` says why. Entries of
        `--done` are off the list: their steps are over, and `wlmscp restore` brings them back.

        {{{EntryText.TableProse}}}

        `-` in place of *AREA* shows data sets that stand on standard input, of any kind that `wlmscp convert` reads.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string[]> words = ToolWords.Paths(
            "AREA|KEY=VALUE...", 0, "directories of storage areas, and what entries have to match");
        var areas = new ChosenAreas(doing: "look at");
        Option<bool> done = ValueParsers.Flag("--done", "those that are not offered any more");
        Option<bool> files = ValueParsers.Flag("--files", "with --json: the names of the files too");
        Option<bool> json = ToolWords.Json();
        var command = new Command("list", "show entries of a storage area") { words, done, json, files };
        areas.AddTo(command);
        command.SetAction(result => ToolRunner.Run("list", () =>
        {
            ILookup<bool, string> given = (result.GetValue(words) ?? []).ToLookup(KeyWords.Is);
            EntrySelection which = KeyWords.Select(KeyWords.Read(given[true]));
            string[] named = [.. given[false]];
            ShownEntry[] entries = named is [InputFile.StandardInput]
                ? [.. ReadStream(which)]
                : [.. ReadAreas(areas.Read(result, named), result.GetValue(done), which)];
            return result.GetValue(json) && !result.GetValue(files)
                ? EntryOutput.WriteDatasets(entries)
                : EntryOutput.Write("list", entries, result.GetValue(json));
        }));
        return new Tool(command, "`wlmscp list` [`--done`] [`--json` [`--files`]] "
            + ChosenAreas.Usage + "|`-` [*KEY=VALUE*...]", Prose)
        {
            Example = "wlmscp list AETITLE_1 Modality=CT",
        };
    }

    private static IEnumerable<ShownEntry> ReadStream(EntrySelection which) =>
        InputFile.Read(InputFile.StandardInput)
            .Select((file, i) => new WorklistEntry($"{i + 1}", InterpretedDataset.Of(file.Dataset)))
            .Where(which.Includes).OrderBy(entry => entry.StartMoment ?? DateTime.MinValue)
            .Select(entry => new ShownEntry(entry.FileName, entry.Dataset));

    private static IEnumerable<ShownEntry> ReadAreas(IReadOnlyList<string> areas, bool areDone, EntrySelection which)
    {
        IReadOnlyList<(DateTime Start, ShownEntry Shown)> entries =
            [.. areas.SelectMany(area => ReadArea(area, areDone, which, areas.Count == 1 ? "" : EditedAreas.PrefixOf(area)))];
        if (entries.Count == 0 && !areDone)
        {
            SayDone(areas, which);
        }

        return entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.Shown.FileName, StringComparer.Ordinal)
            .Select(entry => entry.Shown);
    }

    // Who looks for one that was canceled should not make it anew.
    private static void SayDone(IReadOnlyList<string> areas, EntrySelection which)
    {
        int count = areas.Sum(area => EditedArea.Read(area, areDone: true).Count(file => file.IsOf(which)));
        if (count > 0)
        {
            StandardStreams.WriteError(
                $"wlmscp list: off the list: {count}; --done shows them, wlmscp restore brings them back");
        }
    }

    private static IEnumerable<(DateTime Start, ShownEntry Shown)> ReadArea(
        string area, bool areDone, EntrySelection which, string prefix)
    {
        IReadOnlyList<AreaFile> files = EditedArea.Read(area, areDone: areDone);
        AreaFile[] unserved = [.. files.AsParallel().AsOrdered().Where(file => !file.IsServed)];
        SayUnserved(area, unserved);
        return files.Where(file => file.IsOf(which)).Select(file => (
            file.Start ?? DateTime.MinValue,
            new ShownEntry(prefix + file.Name, file.Dataset!, unserved.Contains(file) ? "not served" : "")));
    }

    private static void SayUnserved(string area, AreaFile[] files)
    {
        if (files.Length > 0)
        {
            string names = string.Join(", ", files.Take(MostNamed).Select(file => file.Name));
            string more = files.Length > MostNamed ? " and others" : "";
            StandardStreams.WriteError(PrintableText.Of(
                $"wlmscp list: {files.Length} of the files are not served: {names}{more}; wlmscp check {area} says why"));
        }
    }
}
