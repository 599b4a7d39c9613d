using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Formats;
using Wlmscp.Keys;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>
/// The source of what is put, which may have had more when it was put before: what it no longer has is taken off the list.
/// </summary>
internal sealed class PutSource
{
    private readonly Option<bool> _removeMissing = ValueParsers.Flag(
        "--remove-missing", "take off the list what an earlier put of this source had, and it no longer has");

    private readonly Option<string?> _name = ValueParsers.Text(
        "--source", "NAME", "with --remove-missing: the name of the source (default: that of the file)");

    private readonly Option<bool> _force = ValueParsers.Flag(
        "--force", "with --remove-missing: even if that is more than half");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => [_removeMissing, _name, _force];

    /// <summary>The record of the source in an area; null: nobody wants to know what is missing.</summary>
    /// <exception cref="ToolException">It is not clear which source it is.</exception>
    public SourceRecord? Find(ParseResult result, string area, string[] words)
    {
        if (!result.GetValue(_removeMissing))
        {
            return null;
        }

        string[] files = [.. words.Where(word => !KeyWords.Is(word))];
        string? name = result.GetValue(_name)
            ?? (files is [var only] && only != InputFile.StandardInput ? Path.GetFileName(only) : null);
        return name is null
            ? throw new ToolException(ExitCode.Usage, "--remove-missing: no name of the source, expected one file or --source NAME")
            : new SourceRecord(area, name);
    }

    /// <summary>The edits that take off the list what is missing.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="former">What the source had.</param>
    /// <param name="now">What it has.</param>
    /// <exception cref="ToolException">That is too much to be meant.</exception>
    public IReadOnlyList<WorklistEdit> FindMissing(
        ParseResult result, IReadOnlySet<EntryKey> former, IReadOnlySet<EntryKey> now)
    {
        EntryKey[] missing = [.. former.Where(key => !now.Contains(key))];
        return missing.Length * 2 > former.Count && !result.GetValue(_force)
            ? throw new ToolException(
                ExitCode.Refused,
                $"--remove-missing: {missing.Length} of {former.Count} entries would be taken off the list, expected at most "
                + "half of them; --force does it")
            : [.. missing.Select(key => new WorklistEdit.Finish(new EntrySelection.OfKey(key)))];
    }
}
