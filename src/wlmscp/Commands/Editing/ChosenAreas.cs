using System.CommandLine;
using System.IO.Enumeration;
using Wlmscp.CommandLine;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Locks;

namespace Wlmscp.Commands.Editing;

/// <summary>Which storage areas a command is about: those that are named, or those of a directory.</summary>
internal sealed class ChosenAreas
{
    /// <summary>How that is written in the usage of a command.</summary>
    public const string Usage = "*AREA*...|`--dir` *DIR* [`--area` *PATTERN*]";

    private readonly Option<string?> _directory;

    private readonly Option<string?> _pattern = ValueParsers.Text(
        "--area", "PATTERN", "those of it whose names match; * and ? are wild cards (default: all)");

    /// <summary>Makes the options.</summary>
    /// <param name="isRequired">Whether the command takes no areas by their names.</param>
    /// <param name="doing">What the command does with them.</param>
    public ChosenAreas(bool isRequired = false, string doing = "change")
    {
        _directory = ValueParsers.Text(
            "--dir", "DIR",
            $"{doing} storage areas of this directory, --dir of the daemon{(isRequired ? "" : ", in place of AREA")}");
        _directory.Required = isRequired;
    }

    /// <summary>Puts the options into a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_directory);
        command.Options.Add(_pattern);
    }

    /// <summary>Reads them.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="named">The areas that it names.</param>
    /// <returns>One at least, each once.</returns>
    /// <exception cref="ToolException">There is none, or it is not clear what is meant.</exception>
    public IReadOnlyList<string> Read(ParseResult result, IReadOnlyList<string> named)
    {
        string? directory = result.GetValue(_directory);
        string? pattern = result.GetValue(_pattern);
        if (pattern is not null && directory is null)
        {
            throw new ToolException(ExitCode.Usage, "--area: without effect, expected --dir DIR too");
        }

        if (directory is not null && named.Count > 0)
        {
            throw new ToolException(ExitCode.Usage, $"{named[0]}: not with --dir, expected areas of one kind");
        }

        if (directory is null)
        {
            return named.Count == 0
                ? throw new ToolException(ExitCode.Usage, "no AREA, expected the directory of a storage area, or --dir DIR")
                : [.. Sort(named)];
        }

        string[] found = [.. Sort(Find(directory, pattern ?? "*"))];
        return found.Length > 0
            ? found
            : throw new ToolException(
                ExitCode.Negative, $"{directory}: no storage area '{pattern ?? "*"}', expected one with a lockfile");
    }

    // In one order, so that two commands do not wait for each other; and each once, by whatever names and links.
    private static IEnumerable<string> Sort(IEnumerable<string> areas) =>
        areas.DistinctBy(AreaDirectory.IdentityOf).OrderBy(Path.GetFullPath, StringComparer.Ordinal);

    private static IEnumerable<string> Find(string directory, string pattern) =>
        Directory.EnumerateDirectories(directory).Where(area => LockFile.Exists(area)
            && FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(area), ignoreCase: false));
}
