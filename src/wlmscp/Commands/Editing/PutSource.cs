using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Formats;
using Wlmscp.Keys;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>
/// The source of what is put, which may have had more when it was put before: what it no longer has is taken off the list.
/// </summary>
internal sealed class PutSource
{
    private readonly Option<bool> _removeMissing = ValueParsers.Flag(
        "--remove-missing", "take off the list what an earlier put of this source had, and it no longer has");

    private readonly Option<string?> _name = ValueParsers.Text(
        "--source", "NAME", "the name of the source (default: the path of the file, if it is one)");

    private readonly Option<bool> _force = ValueParsers.Flag(
        "--force", "with --remove-missing: even if that is more than half");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => [_removeMissing, _name, _force];

    /// <summary>What is remembered of the source in an area; null: nothing, it has no name.</summary>
    /// <exception cref="ToolException">It needs one.</exception>
    public PutRecord? Find(ParseResult result, string area, string[] words)
    {
        string[] files = [.. words.Where(word => !KeyWords.Is(word))];
        bool removesMissing = result.GetValue(_removeMissing);
        string? name = result.GetValue(_name)
            ?? (files is [var only] && only != InputFile.StandardInput ? Path.GetFullPath(only) : null);
        return name is not null ? new PutRecord(new SourceRecord(area, name), removesMissing, result.GetValue(_force))
            : removesMissing ? throw new ToolException(
                ExitCode.Usage, "--remove-missing: no name of the source, expected one file or --source NAME")
            : null;
    }
}
