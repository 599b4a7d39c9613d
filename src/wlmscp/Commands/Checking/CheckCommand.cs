using System.CommandLine;
using Spectre.Console;
using Wlmscp.CommandLine;
using Wlmscp.Formats;
using Wlmscp.Terminal;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Commands.Checking;

/// <summary><c>wlmscp check PATH...</c>: says which files the daemon would not serve, and why.</summary>
internal static class CheckCommand
{
    private const string Prose = """
        Checks worklist files and storage areas as the daemon would see them. A line for each problem says that a file
        is not served - it cannot be read, is incomplete, has a name that does not end in `.wl` - or what is wrong
        although it is served: a VR that is not that of the dictionary, values that are too long, malformed, or not in
        the character set, identifiers that another file of the area has: Study Instance UID and Scheduled Procedure
        Step ID both, a Study Instance UID for another patient, a Scheduled Procedure Step ID for another study.
        `-` is standard input, with data sets of any kind that `wlmscp convert` reads: `wlmscp add` would take them.
        Of an area its name and lockfile are looked at too; of a directory that holds areas, all of them.
        Each line says what was expected. The exit code is 0 if all of it would be served, else 1.

        Whether files can be read is asked of the system, for the user who runs this. `--user` *NAME*, as for the
        daemon, tells it for that user, of the owners, groups and modes of area, lockfile, files and the directories
        that lead there; access control lists are not considered.

        `--config` *FILE* checks the configuration file that the daemon has by that option, with a line for all that is
        wrong in it; the exit code is 0 if the daemon would take it. With storage areas as *PATH* it is also said which
        aliases of the section mpps have the name of one of them.

        `--calling` *AETITLE* with `--config` names the entries, too, which that device finds and does not show, since
        the answer has no value for an attribute that its profile requires: after all that the profile changes in the
        answer, as if the device asked for all attributes, of no day or station in particular. The exit code is 0 then
        if all of it would be served and shown. A line on standard error says that no profile requires anything.
        Further areas of the profile are looked at if they are among *PATH*.

        `--fix` repairs what is safe, and prints each change before it makes it; what remains is reported as usual, and
        decides the exit code. It adds a lockfile; the sequences that may be empty but should be there, Referenced
        Study and Referenced Patient Sequence, whose absence alone is no problem; and a Study Instance UID where there
        is none. That is derived of Patient ID, Issuer of Patient ID, Accession Number and Requested Procedure ID, of
        which the first and the last need a value: the same each time, and for all steps of a requested procedure.
        A Specific Character Set that is misspelt becomes the defined term, where the text is in that set; one that is
        missing is added where the text is UTF-8.
        Files change under the exclusive lock of their area, each whole; their transfer syntax, permissions and all
        other bytes stay. Links, and files that cannot be read, are left alone.

        `--json` prints an array of objects; with `--fix` each has `fixes` too, and the lines of changes go to standard
        error; with `--calling` those have `notShown` that the device does not show:

            {"path": "AETITLE_1/42.wl", "served": false, "faults": ["..."], "doubts": ["..."], "fixes": ["..."], "notShown": "..."}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string[]> paths = ToolWords.Paths("PATH...", 0, "worklist files, storage areas, or a directory of these");
        Option<bool> fix = ValueParsers.Flag("--fix", "repair what is safe");
        Option<bool> dryRun = ValueParsers.Flag("--dry-run", "with --fix: show what would be repaired, and do nothing");
        Option<string?> user = ValueParsers.Text(
            "--user", "NAME", "tell what this user may read (default: who runs this)");
        Option<string?> config = ToolWords.Config("check this configuration file of the daemon");
        Option<string?> calling = ValueParsers.Text(
            "--calling", "AETITLE", "with --config: say too what this device would not show", ValueParsers.ParseAETitle);
        Option<bool> json = ToolWords.Json();
        var command = new Command("check", "say which worklist files would not be served, and why")
        {
            paths, fix, dryRun, user, config, calling, json,
        };
        command.Validators.Add(result =>
        {
            bool hasPaths = result.GetValue(paths) is { Length: > 0 };
            if (!hasPaths && result.GetValue(config) is null)
            {
                result.AddError("check: no PATH..., expected one, or --config FILE");
            }
            else if (result.GetValue(calling) is not null && (!hasPaths || result.GetValue(config) is null))
            {
                result.AddError("--calling: without effect, expected --config FILE and PATH... too");
            }
            else if (result.GetValue(config) is not null && result.GetValue(calling) is null && result.GetValue(json))
            {
                result.AddError("--json: not with --config, whose faults are lines");
            }
        });
        command.SetAction(result => ToolRunner.Run("check", () => Run(
            result.GetValue(paths) ?? [], result.GetValue(config), result.GetValue(calling), result.GetValue(user),
            result.GetValue(fix), result.GetValue(dryRun), result.GetValue(json))));
        return new Tool(
            command,
            "`wlmscp check` [`--fix` [`--dry-run`]] [`--user` *NAME*] [`--config` *FILE* [`--calling` *AETITLE*]] [`--json`] [*PATH*|`-`...]", Prose)
        {
            Example = "wlmscp check AETITLE_1",
        };
    }

    private static int Run(
        string[] paths, string? configuration, string? calling, string? user, bool isFixing, bool isDryRun, bool isJson)
    {
        // A device is asked about by a file that is in use: then its doubts are of no interest.
        bool isTaken = configuration is null || calling is not null
            || ConfigurationCheck.Print(configuration, CheckedPaths.AreaNamesOf(paths));
        DeviceChecks? devices = calling is null ? null : DeviceChecks.Read(calling, configuration!);
        ReadAccess access = user is null ? ReadAccess.Own : ReadAccess.Of(user);
        if (isFixing && paths.Contains(InputFile.StandardInput))
        {
            throw new ToolException(ExitCode.Usage, "--fix: not with -, expected files to repair");
        }

        Array.ForEach(paths, ThrowUnlessThere);
        paths = CheckedPaths.Expand(paths);
        ILookup<string, string>? changes = isFixing ? Fix(paths, isDryRun, isJson) : null;
        CheckedFile[] files = Check(paths, access, devices);
        if (isJson)
        {
            JsonOutput.WriteArray(files, (file, json) => CheckJson.Write(file, changes, json));
        }
        else
        {
            Array.ForEach(files, file => file.Print());
        }

        if (devices?.Idle is { } idle)
        {
            StandardStreams.WriteError(PrintableText.Of($"wlmscp check: {idle}"));
        }

        return isTaken && Array.TrueForAll(files, file => file.IsFine) ? ExitCode.Success : ExitCode.Negative;
    }

    private static void ThrowUnlessThere(string path)
    {
        if (path != InputFile.StandardInput && !Path.Exists(path))
        {
            throw new ToolException(
                ExitCode.Failed, $"{path}: no such file, expected a worklist file or storage area");
        }
    }

    private static ILookup<string, string> Fix(string[] paths, bool isDryRun, bool isJson)
    {
        ToolConsole.SayDryRun(isDryRun);
        var fixer = new Fixer(
            isDryRun,
            isJson ? WriteError : (path, change) => CheckLine.Print(path, "fix", Color.Green, change));
        Array.ForEach(paths, fixer.Fix);
        return fixer.Changes;

        static void WriteError(string path, string change) =>
            StandardStreams.WriteError(PrintableText.Of($"{path}: fix: {change}"));
    }

    private static CheckedFile[] Check(string[] paths, ReadAccess access, DeviceChecks? devices)
    {
        using var progress = new ProgressLine("checking");
        var area = new AreaCheck(access, devices, progress);
        return
        [
            .. paths.SelectMany(path => path == InputFile.StandardInput ? CheckStream()
                : Directory.Exists(path) ? area.Check(path)
                : [CheckFile(path)]),
        ];

        IEnumerable<CheckedFile> CheckStream() => InputFile.Read(InputFile.StandardInput)
            .Select(input => CheckedFile.Of(input.In(InputFile.StandardInput), input.Dataset));

        CheckedFile CheckFile(string path)
        {
            progress.Report(path);
            string area = AreaCheck.NameOf(Path.Join(path, ".."));
            return CheckedFile.Of(path, AreaFile.Read(path), access, [], devices?.Of(area));
        }
    }
}
