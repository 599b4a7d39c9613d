using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Editing;

/// <summary>What a terminal shows of an entry. What the file holds cannot talk to the terminal.</summary>
internal static class EntryText
{
    /// <summary>The attributes of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<string> Keywords { get; } =
    [
        "ScheduledProcedureStepStartDate", "ScheduledProcedureStepStartTime", "Modality", "ScheduledStationAETitle",
        "PatientID", "PatientName",
    ];

    /// <summary>The titles of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<string> Titles { get; } =
        ["DATE", "TIME", "MODALITY", "STATION", "PATIENT ID", "NAME"];

    /// <summary>Prints entries as a table; nothing if there are none.</summary>
    public static void WriteTable(IEnumerable<(string FileName, DicomDataset Dataset)> entries) => AlignedTable.Write(
        [.. Titles, "FILE"],
        [.. entries.Select(entry => (string[])[.. Columns(entry.Dataset), PrintableText.Of(entry.FileName)])]);

    /// <summary>Date, time, modality, station and patient.</summary>
    public static string[] Columns(DicomDataset dataset) =>
        [.. Keywords.Select(keyword => PrintableText.Of(EntryCompletion.TextOf(dataset, keyword)))];
}
