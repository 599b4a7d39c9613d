using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Keys;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>
/// Which entries a command changes, as its words and options say. What a slip would make of them - an empty variable of a
/// script, a key too few - changes nothing.
/// </summary>
internal sealed class ChosenEntries
{
    /// <summary>What help says of it, behind what the command does.</summary>
    public const string Prose = """
        Keys and values are those of `wlmscp list`; none may be empty. More than one entry is meant only with `--all`, or
        `--max` and their number, unless the keys are Study Instance UID and Scheduled Procedure Step ID. `--dry-run`
        shows what would be done, and does nothing. Several areas are named one after the other, or by `--dir` and
        `--area`.
        """;

    /// <summary>How that is written in the usage of a command.</summary>
    public const string Usage = "[`--all`|`--max` *N*] [`--dry-run`]";

    private readonly Argument<string[]> _words = ToolWords.Paths(
        "AREA|KEY=VALUE...", 0, "directories of storage areas, and what entries have to match");

    private readonly ChosenAreas _areas = new();
    private readonly Option<bool> _all = ValueParsers.Flag("--all", "all that match; without keys, all entries");
    private readonly Option<int?> _max = ValueParsers.Number(
        "--max", "N", "up to so many entries; of more, none (default: 1)", 1, int.MaxValue);

    /// <summary>Puts words and options into a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_words);
        _areas.AddTo(command);
        command.Options.Add(_all);
        command.Options.Add(_max);
    }

    /// <summary>Reads them.</summary>
    /// <returns>The areas, the entries that are meant, and how many these are at most.</returns>
    /// <exception cref="ToolException">It is not clear what is meant.</exception>
    public (IReadOnlyList<string> Areas, EntrySelection Which, int Most) Read(ParseResult result)
    {
        ILookup<bool, string> given = (result.GetValue(_words) ?? []).ToLookup(KeyWords.Is);
        IReadOnlyList<string> areas = _areas.Read(result, [.. given[false]]);
        string[] words = [.. given[true]];
        bool areAll = result.GetValue(_all);
        if (words.Length == 0 && !areAll)
        {
            throw new ToolException(ExitCode.Usage, "no KEY=VALUE, expected one before all options, or --all for all entries");
        }

        IReadOnlyList<AttributeAssignment> keys = KeyWords.Read(words);
        if (keys.FirstOrDefault(key => key.Value is "" or "=") is { } empty)
        {
            throw new ToolException(
                ExitCode.Usage, $"{empty.Path}=: no key with a value, expected one: it would be that of every entry");
        }

        bool isOne = Names(keys, DicomTag.StudyInstanceUID) && Names(keys, DicomTag.ScheduledProcedureStepID);
        return (areas, KeyWords.Select(keys), areAll || isOne ? int.MaxValue : result.GetValue(_max) ?? 1);
    }

    // One value, not a pattern or a list.
    private static bool Names(IReadOnlyList<AttributeAssignment> keys, DicomTag tag) =>
        keys.Any(key => key.Path.Tags[^1] == tag && key.Value.AsSpan().IndexOfAny("*?\\") < 0);
}
