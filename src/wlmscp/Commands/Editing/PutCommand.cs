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

        `(changed)` behind a name of a file means that the entry was there with another content, `(off the list)` that
        modalities do not find it any more. What is the same stays as it is. What was changed here by hand becomes what the source says, but a Scheduled
        Procedure Step Status that the source does not speak of stays. An entry that is in `done` changes there, and is
        offered no more than before: what a source still has, and is not to be done, is best canceled by `wlmscp update`;
        what was removed would come back.

        With `--remove-missing` entries that an earlier put of the same source had, and that it no longer has, go to `done`;
        all or nothing, and more than half of them only with `--force`. A source is a file, by its path, or what `--source`
        names. What it had is kept in the directory `put` of the area.

        {{NewEntryCommand.Prose}}

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create() => NewEntryCommand.Create(
        "put", "put entries into a storage area, new ones or changed ones", Prose,
        dataset => new WorklistEdit.Put(dataset), new PutSource());
}
