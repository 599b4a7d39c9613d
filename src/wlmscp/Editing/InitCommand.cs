using System.CommandLine;
using Wlmscp.CommandLine.Tools;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Areas;

namespace Wlmscp.Editing;

/// <summary><c>wlmscp init DIR AETITLE...</c>: makes storage areas.</summary>
internal static class InitCommand
{
    private const int MostAreas = 1000;

    private const string Prose = """
        Makes *DIR*, in it a directory for each AE title, and in that an empty lockfile, as far as they are not there.
        AE titles that serve as a name have 1 to 16 letters, digits, spaces and `- : @ _`.
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
        var command = new Command("init", "make storage areas with their lockfiles") { directory, titles };
        command.SetAction(result => ToolRunner.Run(
            "init", () => Run(result.GetRequiredValue(directory), result.GetRequiredValue(titles))));
        return new Tool(command, "`wlmscp init` *DIR* *AETITLE*...", Prose);
    }

    private static int Run(string directory, string[] titles)
    {
        if (Array.Find(titles, title => !AreaName.IsSafe(title)) is { } wrong)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"'{PrintableText.Of(wrong)}', expected an AE title of 1 to 16 letters, digits, inner spaces and "
                + "- : @ _");
        }

        foreach (string title in titles)
        {
            string area = Directory.CreateDirectory(Path.Join(directory, title)).FullName;
            Console.WriteLine($"{(LockFile.Make(area) ? "made" : "already there:")} {Path.Join(directory, title)}");
        }

        return ExitCode.Success;
    }
}
