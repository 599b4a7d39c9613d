using System.CommandLine;
using System.Text.Json;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Locks;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp init DIR AETITLE...</c>: makes storage areas.</summary>
internal static class InitCommand
{
    private const int MostAreas = 1000;

    private const string Prose = """
        Makes *DIR*, in it a directory for each AE title, and in that an empty lockfile, as far as they are not there.
        AE titles that serve as a name have 1 to 16 letters, digits, spaces and `- : @ _`.
        Where *DIR* belongs to a group whose members write to it (`chmod g+ws`), its new areas do too, whatever the umask.

        `--json` prints an array of the areas; `made` is false where the lockfile was there already:

            [{"area": "/export/services/worklist/AETITLE_1", "made": true}, ...]
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var directory = new Argument<string>("DIR") { Description = "the directory that --dir of the daemon names" };
        var titles = new Argument<string[]>("AETITLE...")
        {
            Description = "called AE titles, which name the storage areas",
            Arity = new ArgumentArity(1, MostAreas),
        };
        Option<bool> dryRun = ToolWords.DryRun();
        Option<bool> json = ToolWords.Json();
        var command = new Command("init", "make storage areas with their lockfiles") { directory, titles, dryRun, json };
        command.SetAction(result => ToolRunner.Run("init", () => Run(
            result.GetRequiredValue(directory), result.GetRequiredValue(titles), result.GetValue(dryRun),
            result.GetValue(json))));
        return new Tool(command, "`wlmscp init` [`--dry-run`] [`--json`] *DIR* *AETITLE*...", Prose)
        {
            Example = "wlmscp init worklist AETITLE_1",
        };
    }

    private static int Run(string directory, string[] titles, bool isDryRun, bool isJson)
    {
        if (Array.Find(titles, title => !AreaName.IsSafe(title)) is { } wrong)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"'{wrong}', expected an AE title of 1 to 16 letters, digits, inner spaces and - : @ _");
        }

        if (Array.Find(titles, EditedPlace.BelongsToArea) is { } own)
        {
            throw new ToolException(
                ExitCode.Usage, $"'{own}' is the name of what belongs to a storage area, expected another one");
        }

        if (LockFile.Exists(directory))
        {
            throw new ToolException(
                ExitCode.Usage, $"{directory}: a storage area itself, expected the directory that holds it");
        }

        ToolConsole.SayDryRun(isDryRun);
        IEnumerable<(string Path, bool IsNew)> areas =
            titles.Select(title => Path.Join(directory, title)).Select(path => isDryRun ? Look(path) : Make(path));
        if (isJson)
        {
            JsonOutput.WriteArray([.. areas], Write);
        }
        else
        {
            foreach ((string path, bool isNew) in areas)
            {
                Console.WriteLine($"{(isNew ? "made" : "already there:")} {path}");
            }
        }

        return ExitCode.Success;
    }

    private static (string Path, bool IsNew) Make(string path) =>
        (path, AreaDirectory.Make(path));

    private static (string Path, bool IsNew) Look(string path) => (path, !LockFile.Exists(path));

    private static void Write((string Path, bool IsNew) area, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("area"u8, area.Path);
        json.WriteBoolean("made"u8, area.IsNew);
        json.WriteEndObject();
    }
}
