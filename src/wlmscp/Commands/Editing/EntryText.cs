using Wlmscp.Terminal;
using WorklistScp.Worklist.Completion;

namespace Wlmscp.Commands.Editing;

/// <summary>What a terminal shows of an entry. What the file holds cannot talk to the terminal.</summary>
internal static class EntryText
{
    private const string Procedure = "RequestedProcedureDescription";
    private const string Step = "ScheduledProcedureStepDescription";

    /// <summary>What help says of the table.</summary>
    public const string TableProse = $"""
        On a narrow terminal the table does without columns, in this order: {LeftOut}; `--json` has all.
        """;

    private const string LeftOut = "PROCEDURE, ACCESSION, FILE, STATION, MODALITY, TIME, NAME";

    private static readonly string[] Plain =
    [
        "ScheduledProcedureStepStartDate", "ScheduledProcedureStepStartTime", "Modality", "ScheduledStationAETitle",
        "PatientID", "PatientName", "AccessionNumber",
    ];

    /// <summary>The attributes of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<string> Keywords { get; } = [.. Plain, Procedure, Step];

    private static IReadOnlyList<string> Titles { get; } =
        ["DATE", "TIME", "MODALITY", "STATION", "PATIENT ID", "NAME", "ACCESSION", "PROCEDURE"];

    /// <summary>Prints entries as a table; nothing if there are none.</summary>
    public static void WriteTable(IEnumerable<ShownEntry> entries) => AlignedTable.Write(
        [.. Titles, "FILE"], [.. entries.Select(entry => (string[])[.. Columns(entry.Dataset), FileOf(entry)])],
        LeftOut.Split(", "));

    /// <summary>Prints data sets that come from no file.</summary>
    public static void WriteTable(IEnumerable<DicomDataset> datasets) =>
        AlignedTable.Write(Titles, [.. datasets.Select(Columns)], LeftOut.Split(", "));

    /// <summary>The same in a line.</summary>
    public static string LineOf(DicomDataset dataset) =>
        string.Join(", ", Columns(dataset).Where(text => text.Length > 0));

    /// <summary>
    /// Date, time, modality, station, patient, accession and procedure; the last as the requested procedure describes it, else the
    /// step.
    /// </summary>
    private static string[] Columns(DicomDataset dataset) =>
    [
        .. Plain.Select(keyword => TextOf(dataset, keyword)),
        TextOf(dataset, Procedure) is { Length: > 0 } procedure ? procedure : TextOf(dataset, Step),
    ];

    private static string FileOf(ShownEntry entry) =>
        PrintableText.Of(entry.Mark.Length == 0 ? entry.FileName : $"{entry.FileName} ({entry.Mark})");

    private static string TextOf(DicomDataset dataset, string keyword) =>
        PrintableText.Of(EntryCompletion.TextOf(dataset, keyword));
}
