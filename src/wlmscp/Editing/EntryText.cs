using WorklistScp.Worklist.Editing;

namespace Wlmscp.Editing;

/// <summary>What a terminal shows of an entry. What the file holds cannot talk to the terminal.</summary>
internal static class EntryText
{
    private static readonly string[] Keywords =
    [
        "ScheduledProcedureStepStartDate", "ScheduledProcedureStepStartTime", "Modality", "ScheduledStationAETitle",
        "PatientID", "PatientName",
    ];

    private static readonly string[] Titles = ["DATE", "TIME", "MODALITY", "STATION", "PATIENT ID", "NAME", "FILE"];

    /// <summary>Prints entries as a table; nothing if there are none.</summary>
    public static void WriteTable(IEnumerable<(string FileName, DicomDataset Dataset)> entries)
    {
        string[][] rows = [Titles, .. entries.Select(entry => Columns(entry.FileName, entry.Dataset))];
        if (rows.Length == 1)
        {
            return;
        }

        int[] widths = [.. Titles.Select((_, i) => rows.Max(row => row[i].Length))];
        foreach (string[] row in rows)
        {
            Console.WriteLine(string.Join("  ", row.Select((text, i) => text.PadRight(widths[i]))).TrimEnd());
        }
    }

    /// <summary>Text without control characters.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private static string[] Columns(string fileName, DicomDataset dataset) =>
        [.. Keywords.Select(keyword => Printable(EntryCompletion.TextOf(dataset, keyword))), Printable(fileName)];
}
