using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Formats;
using Wlmscp.Terminal;

namespace Wlmscp.Commands.Installing;

/// <summary><c>wlmscp install-samples [DIR]</c>: writes units, configuration and scripts.</summary>
internal static class InstallSamplesCommand
{
    private const string Prose = """
        Without *DIR* it prints the names of the files, and what they are for.
        With *DIR*, which is made, it writes them there; the comments in them say where they belong.

        A file that is there is never replaced: if it is the same, a line says so, and if not, nothing is written at all
        (exit code 4).
        `wlmscp manual` prints the manual page, `wlmscp completion bash` what the shell needs.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var directory = new Argument<string?>("DIR")
        {
            Description = "the directory to write to",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> dryRun = ToolWords.DryRun();
        var command = new Command("install-samples", "write units of systemd, configuration and scripts") { directory, dryRun };
        command.SetAction(result => ToolRunner.Run("install-samples", () =>
            Run(result.GetValue(directory), result.GetValue(dryRun))));
        return new Tool(command, "`wlmscp install-samples` [`--dry-run`] [*DIR*]", Prose);
    }

    private static int Run(string? directory, bool isDryRun)
    {
        if (directory is null)
        {
            AlignedTable.Write(
                ["file", "purpose"], [.. Sample.All.Select(sample => new[] { sample.Name, sample.Purpose })], leftOut: []);
            return ExitCode.Success;
        }

        (Sample Sample, string Path)[] files =
            [.. Sample.All.Select(sample => (sample, Path.Join(Path.GetFullPath(directory), sample.Name)))];
        (Sample Sample, string Path)[] there = [.. files.Where(file => Path.Exists(file.Path))];
        string[] others = [.. there.Where(file => !file.Sample.IsAt(file.Path)).Select(file => file.Path)];
        if (others.Length > 0)
        {
            throw new ToolException(ExitCode.Conflict, [.. others.Select(path =>
                $"{path}: another file, expected none or the sample itself; move it away or give another directory")]);
        }

        ToolConsole.SayDryRun(isDryRun);
        foreach ((Sample sample, string path) in files)
        {
            bool isThere = there.Contains((sample, path));
            if (!isThere && !isDryRun)
            {
                Write(sample, path);
            }

            Console.WriteLine($"{(isThere ? "already there:" : "wrote")} {PrintableText.Of(path)}");
        }

        return ExitCode.Success;
    }

    private static void Write(Sample sample, string path)
    {
        string directory = Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(directory);
            sample.Write(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.Failed, $"{path}: {OutputFile.ReasonOf(e, path)}, expected a directory to write to", e);
        }
    }
}
