using Wlmscp.CommandLine;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp put AREA FILE|KEY=VALUE...</c>: puts entries into a storage area, in place of those of their keys.</summary>
internal static class PutCommand
{
    private const string Prose = $$"""
        Puts entries into the area, under its exclusive lock, in place of those of the same Study Instance UID and Scheduled
        Procedure Step ID, and shows what is new or changed. A table that is exported every night is put every night:

            wlmscp put AETITLE_1 tomorrow.csv

        What is the same stays as it is. An entry that is in `done` changes there, and is offered no more than before.
        With `--remove-missing` entries that an earlier put of the same source had, and that it no longer has, go to `done`
        too; all or nothing, and more than half of them only with `--force`. What a source had is kept in the directory
        `put` of the area.

        {{NewEntryCommand.Prose}}

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create() => NewEntryCommand.Create(
        "put", "put entries into a storage area, new ones or changed ones", Prose,
        dataset => new WorklistEdit.Put(dataset), new PutSource());
}
