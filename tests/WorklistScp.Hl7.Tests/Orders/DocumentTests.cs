using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Orders;
using WorklistScp.Hl7.Patients;

namespace WorklistScp.Hl7.Tests.Orders;

/// <summary>The tables of docs/hl7.md are those of the code.</summary>
public sealed class DocumentTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Join(Repository.Root, "docs", "hl7.md"));

    [Fact]
    public void Page_HasTheFieldsOfPatients()
    {
        AssertTable("with AE: IDs, numbers, UIDs", [.. PatientFields.Patient, .. PatientFields.Measures]);
        AssertTable("Of the visit:", PatientFields.Visit);
    }

    [Fact]
    public void Page_HasTheFieldsOfOrders()
    {
        AssertTable("An order, and the procedure", [.. OrderFields.Order, .. OrderFields.Requester]);
        AssertTable("A step that is an IPC segment:", [.. OrderFields.RequestOfIpc, .. OrderFields.StepOfIpc]);
        AssertTable(
            "A step that is a pair of ORC and OBR",
            [.. OrderFields.RequestOfObr, .. OrderFields.StepOfObr, .. OrderFields.ProtocolOfObr]);
    }

    [Fact]
    public void Page_HasTheFieldsOfAppointments() =>
        AssertTable("Appointments (`SIU` S12 to S15;", [.. AppointmentFields.Request, .. AppointmentFields.Step]);

    [Fact]
    public void Page_HasTheOrderControlsThatActOnSteps() => Assert.Equal(
        OrderControl.Table.Where(row => row.Action is not null).Select(row =>
            $"| {string.Join(", ", row.Codes)} | "
            + (row.Statuses is [] ? "any" : string.Join(", ", row.Statuses.Select(status => status.Length == 0 ? "empty" : status)))),
        RowsBelow("| ORC-1 | ORC-5 | the step |").Select(row => row[..row.LastIndexOf(" | ", StringComparison.Ordinal)]));

    private static void AssertTable(string before, IEnumerable<FieldRow> rows) =>
        Assert.Equal(rows.Select(RowOf), RowsBelow(before));

    private static string RowOf(FieldRow row) =>
        $"| {string.Join(row.TakesAll ? ", " : ", else ", row.Sources)} | "
        + $"{(DicomDictionary.TryFind(row.Tag, out DicomDictionaryEntry entry) ? entry.Keyword : $"{row.Tag}")} |";

    private static IEnumerable<string> RowsBelow(string line) =>
        Page.SkipWhile(each => !each.StartsWith(line, StringComparison.Ordinal))
            .SkipWhile(each => !each.StartsWith('|')).TakeWhile(each => each.StartsWith('|')).Skip(2);
}
