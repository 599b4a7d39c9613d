using Wlmscp.Terminal;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary>What a terminal shows of a performed step. What the file holds cannot talk to the terminal.</summary>
internal static class PerformedStepText
{
    /// <summary>What help says of the table.</summary>
    public const string TableProse = $"""
        On a narrow terminal the table does without columns, in this order: {LeftOut}; `--json` has all.
        """;

    private const string LeftOut = "NAME, AREA, ACCESSION, TIME, STEP, STATION";

    private static readonly DicomTag[] Plain =
    [
        DicomTag.PerformedProcedureStepStartDate, DicomTag.PerformedProcedureStepStartTime,
        DicomTag.PerformedStationAETitle, DicomTag.PatientID, DicomTag.PatientName,
    ];

    /// <summary>Prints performed steps as a table; nothing if there are none.</summary>
    public static void WriteTable(IEnumerable<(string Area, MppsObject Performed)> steps) => AlignedTable.Write(
        ["STATUS", "DATE", "TIME", "STATION", "PATIENT ID", "NAME", "ACCESSION", "STEP", "AREA", "UID"],
        [.. steps.Select(step => Columns(step.Area, step.Performed))], LeftOut.Split(", "));

    private static string[] Columns(string area, MppsObject performed)
    {
        IReadOnlyList<ReferencedStep> scheduled = ReferencedStep.AllOf(performed);
        return
        [
            .. ((string[])
            [
                performed.StatusTerm,
                .. Plain.Select(tag => TextOf(performed.Dataset, tag)),
                Join(scheduled.Select(step => step.AccessionNumber)),
                Join(scheduled.Select(step => step.StepID)),
                area,
                performed.SOPInstanceUID,
            ]).Select(text => PrintableText.Of(text)),
        ];
    }

    private static string Join(IEnumerable<string> texts) =>
        string.Join(", ", texts.Where(text => text.Length > 0).Distinct());

    private static string TextOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? text) ? text.Trim(' ') : "";
}
