using Wlmscp.CommandLine;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary><c>wlmscp add AREA FILE|KEY=VALUE...</c>: puts new entries into a storage area.</summary>
internal static class AddCommand
{
    private const string Prose = $$"""
        Puts new entries into the area, under its exclusive lock, and shows them:

            wlmscp add AETITLE_1 PatientName=Doe^Jane PatientID=4711 Modality=CT \
                ScheduledStationAETitle=CT1 ScheduledProcedureStepStartDate=today+1

        One whose Study Instance UID and Scheduled Procedure Step ID are there, with the same content, is left as it is,
        also in `done`; with another content it is a conflict. `wlmscp put` replaces it.

        {{NewEntryCommand.Prose}}

        {{EntryOutput.JsonProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create() => NewEntryCommand.Create(
        "add", "put new entries into a storage area", Prose, dataset => new WorklistEdit.Add(dataset));
}
