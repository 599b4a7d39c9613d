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
        [.. entries.Select(entry => (string[])[.. Columns(entry.Dataset), Printable(entry.FileName)])]);

    /// <summary>Date, time, modality, station and patient.</summary>
    public static string[] Columns(DicomDataset dataset) =>
        [.. Keywords.Select(keyword => Printable(EntryCompletion.TextOf(dataset, keyword)))];

    /// <summary>Text without control characters.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
