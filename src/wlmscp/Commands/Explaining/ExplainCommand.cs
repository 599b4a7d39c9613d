using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Commands.Questioning;
using Wlmscp.Commands.Receiving;
using Wlmscp.Commands.Replaying;
using Wlmscp.Terminal;

namespace Wlmscp.Commands.Explaining;

/// <summary><c>wlmscp explain DIR AETITLE QUERY</c>: says why entries match a query, or do not.</summary>
internal static class ExplainCommand
{
    private const string Example = "wlmscp explain worklist AETITLE_1 Modality=CT";

    private const string Prose = $$$"""
        Reads the storage area *AETITLE* of *DIR* and asks it as the daemon would, without a network. *QUERY* is a file:
        a request file of the daemon or other dump text under any name, a DICOM file (`.dcm`, `.wl`), `.json` or `.xml`.
        *KEY=VALUE* words make a query of their own: `Modality=CT`, `PatientName=DOE^J?n`,
        `ScheduledProcedureStepStartDate=today-today+7`. Keys are keywords or `gggg,eeee`; those of the scheduled
        procedure step need no sequence before them.

        Of each entry it says that it matches, or which key fails first, with the values of query and entry; not with
        `--summary`. Then it says how many entries match, how many fail each key, and, when none matches, which single key,
        left out, would bring results, and which dates, stations and modalities there are. Of a query that the daemon refuses with A900 it says which key is wrong and why.

        It warns of what often goes wrong: an area without entries, a station that no entry has, start dates in the
        past, names in another letter case with `--name-matching exact`, entries that stay because they have no value
        for a key, values of keys that are never matched, text in no character set that is named, files that are
        skipped.

        The options are those of the daemon on which it depends what a query finds; give those that it has. With `--user`
        it tells what that user may read, as `wlmscp check` does; with `--calling` whether that device may ask, and whether
        a step is scheduled for it. With `--config` as well it says which profile of the list `devices` counts for the device,
        or that none fits it, and what each of its settings changes: in the query, which entries it hides, and in the answer
        with each entry. Of an address or a certificate that a profile asks for it takes for granted that the device has it,
        and says so, and which profile counts else. Where the profile has `areas`, these are read, too, and entries are named
        `AREA/42.wl`.

        `--negotiate-fuzzy-names` and `--negotiate-timezones` ask as a device that has negotiated this, whether or not the
        daemon offers it; without them nothing is negotiated.

        Everything goes to standard output; it holds patients' data. `--json` prints one object, with values whole:

            {"matches": 0,
             "entries": [{"file": "42.wl", "matches": false,
                          "failures": [{"key": "Modality", "query": "CT",
                                        "entry": "MR"}, ...]}, ...],
             "keys": [{"key": "Modality", "query": "CT",
                       "failing": 9, "matchesWithout": 1}, ...],
             "problems": [{"key": "PatientBirthDate", "value": "x",
                           "comment": "..."}, ...],
             "warnings": [{"kind": "station", "text": "..."}, ...],
             "present": {"dates": [{"value": "20261201",
                                    "entries": 2}, ...],
                         "stations": [...], "modalities": [...]}}

        `entry` is null where the entry has no value; `problems` are those for which the query is refused, then without entries.
        With a profile it has `profile`, too, and the setting that hides an entry, or what is changed in the answer with it, and
        what the device requires and does not get:

            {"profile": {"name": "devices[2]",
                         "query": [{"setting": "station.force",
                                    "attribute": "...", "before": "CT9",
                                    "after": "CT1"}, ...],
                         "remarks": ["memory: ...", ...]}, ...
             "entries": [{..., "hiddenBy": "hide"},
                         {..., "answer": [{"setting": "...", ...}, ...],
                          "lacks": ["PatientBirthDate"], "unasked": [...]}, ...],
             "hidden": [{"setting": "hide", "entries": 3}, ...],
             "keys": [{..., "hiddenWithout": [...]}, ...]}

        `unasked` is what the device requires, and the entry has, but the query does not ask for; `hidden` is how many entries
        match and are hidden, `hiddenWithout` how many would be if the key were left out.

        A warning's kind is `calling`, `profile`, `empty`, `station`, `past`, `case`, `absent`, `unused`, `number`,
        `malformed`, `charset`, `invalid` or `file`.

        {{{ReplayOptions.Prose}}}

        {{{MessageExplanation.Prose}}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> directory = Word("DIR", "directory that holds the storage areas, --dir of the daemon");
        Argument<string> title = Word("AETITLE", "the storage area: called AE title of the query");
        Argument<string[]> query = ToolWords.Paths(
            "QUERY|KEY=VALUE...", 0, "file with the query, or keys with their values");
        var messages = new MessageOptions();
        var replay = new ReplayOptions();
        var options = new ExplainOptions();
        Option<bool> summary = ValueParsers.Flag("--summary", "without a line for each entry");
        Option<bool> json = ToolWords.Json("one JSON object");
        var command = new Command("explain", "say why a query finds what it finds, or nothing; or what an HL7 message does")
        {
            directory, title, query,
        };
        foreach (Option option in (IEnumerable<Option>)[.. options.All, summary, json, .. replay.All, .. messages.All])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (!messages.IsIn(result))
            {
                replay.Validate(result, directory, title, query, messages.Config, options.Calling);
            }

            if (!replay.IsIn(result) || messages.IsIn(result))
            {
                messages.Validate(
                    result, [directory, title, query], [.. options.All, summary, .. replay.All], options.Calling, Example);
            }
        });
        command.SetAction(result => messages.Read(result) is { } file
            ? ToolRunner.Run("explain", () => MessageExplanation.Run(file.Path, file.Desk, result.GetValue(json)))
            : replay.IsIn(result.CommandResult)
            ? ToolRunner.Run("explain", () => replay.Run(
                result, result.GetRequiredValue(directory), AETitleOf(result.GetValue(title)),
                options.Read(result, messages.Configuration(result)), result.GetValue(summary), result.GetValue(json)))
            : Run(
                result.GetRequiredValue(directory), AETitle.Trim(result.GetRequiredValue(title)),
                options.Read(result, messages.Configuration(result)),
                result.GetRequiredValue(query),
                result.GetValue(summary),
                result.GetValue(json)));
        return new Tool(
            command,
            "`wlmscp explain` [*OPTIONS*] [`--summary`] [`--json`] *DIR* *AETITLE* *QUERY*|*KEY=VALUE*... | *DIR* [*AETITLE*] `--from` "
                + "*FILE*... `--config` *FILE* [`--against` *FILE*] [`--request-file-format` *FORMAT*] [`--values`] | `--hl7` *FILE* "
                + "[`--config` *FILE*] `--dir` *DIR* [`--json`]",
            Prose)
        {
            Example = Example,
        };
    }

    private static string? AETitleOf(string? word) => word is null ? null : AETitle.Trim(word);

    private static Argument<string> Word(string name, string description)
    {
        var word = new Argument<string>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        word.Validators.Add(ToolWords.RefuseKey);
        return word;
    }

    private static int Run(
        string directory, string called, QuestionSettings settings, string[] words, bool isSummary, bool asJson) =>
        ToolRunner.Run("explain", () =>
        {
            DateTime now = TimeProvider.System.GetLocalNow().DateTime;
            DicomDataset identifier = QueryWords.Read(words);
            Explanation explanation;
            using (var areas = new QuestionedAreas(directory, settings))
            using (var progress = new ProgressLine("reading"))
            {
                explanation = Explanation.Make(areas, called, settings, identifier, now, progress);
            }

            if (asJson)
            {
                ExplanationJson.Write(explanation, isSummary);
            }
            else
            {
                ExplanationText.Write(explanation, isSummary);
            }

            return explanation.Matches > 0 ? ExitCode.Success : ExitCode.Negative;
        });
}
