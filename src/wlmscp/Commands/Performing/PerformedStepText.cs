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

    private const string LeftOut = "NAME, AREA, ACCESSION, TIME, STEP, STATION, SENDING";

    private static readonly DicomTag[] Plain =
    [
        DicomTag.PerformedProcedureStepStartDate, DicomTag.PerformedProcedureStepStartTime,
        DicomTag.PerformedStationAETitle, DicomTag.PatientID, DicomTag.PatientName,
    ];

    /// <summary>Prints performed steps as a table; nothing if there are none.</summary>
    /// <param name="steps">The steps, and the names of their areas.</param>
    /// <param name="sending">What is to be sent on of them: a column of its own where there is something.</param>
    public static void WriteTable(IReadOnlyList<(string Area, MppsObject Performed)> steps, SendingOn sending)
    {
        string[] sent = [.. steps.Select(step => string.Join("; ", sending.Count(step.Performed)))];
        string[] title = sent.All(text => text.Length == 0) ? [] : ["SENDING"];
        AlignedTable.Write(
            ["STATUS", "DATE", "TIME", "STATION", "PATIENT ID", "NAME", "ACCESSION", "STEP", .. title, "AREA", "UID"],
            [.. steps.Zip(sent, (step, text) => Columns(step.Area, step.Performed, title.Length == 0 ? [] : [text]))],
            LeftOut.Split(", "));
    }

    private static string[] Columns(string area, MppsObject performed, string[] sent)
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
                .. sent,
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
