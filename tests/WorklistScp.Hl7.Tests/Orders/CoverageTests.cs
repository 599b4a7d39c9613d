using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Orders;
using WorklistScp.Hl7.Patients;

namespace WorklistScp.Hl7.Tests.Orders;

/// <summary>Each row of the tables is met by a message of <see cref="MessageTests"/>.</summary>
public sealed class CoverageTests
{
    private static readonly Hl7Explanation[] Explanations =
    [
        .. MessageTests.AllNames.Select(name => Hl7Interpreter.Explain(
            MessageTests.Parse(MessageTests.BytesOf(name)), MessageTests.OptionsOf(name), DateTimeOffset.UnixEpoch)),
    ];

    [Fact]
    public void Messages_HaveEachFieldOfTheTables()
    {
        HashSet<(string, int, DicomTag)> made =
        [
            .. from explanation in Explanations
               from field in explanation.Fields
               from attribute in field.Attributes
               select (field.Path.Segment, field.Path.Field, attribute.Item.Tag),
        ];

        // MSH is not among the fields.
        Assert.Equal("", string.Join(
            ", ",
            from rows in new[]
            {
                PatientFields.Patient, PatientFields.Visit, PatientFields.Measures, PatientFields.Merged,
                OrderFields.Order, OrderFields.Requester, OrderFields.Institution, OrderFields.RequestOfIpc,
                OrderFields.StepOfIpc, OrderFields.RequestOfObr, OrderFields.StepOfObr, OrderFields.ProtocolOfObr,
                OrderFields.ProtocolFirst, OrderFields.StationInOrder, AppointmentFields.Request, AppointmentFields.Step,
            }
            from row in rows
            from source in row.Sources
            where source.Segment != "MSH" && !made.Contains((source.Segment, source.Field, row.Tag))
            select $"{source} {row.Tag}"));
    }

    [Fact]
    public void Messages_HaveEachOrderControl()
    {
        HashSet<(string, string)> met =
        [
            .. Explanations.SelectMany(explanation => explanation.Orders).Select(order => (order.Code, order.OrderStatus)),
        ];

        Assert.Empty(OrderControl.Table.Where(row => row.Action is not null)
            .SelectMany(row => row.Codes, (row, code) => (row, code))
            .Where(pair => !met.Any(order => order.Item1 == pair.code
                && (pair.row.Statuses is [] || pair.row.Statuses.Contains(order.Item2))))
            .Select(pair => $"{pair.code} {string.Join('/', pair.row.Statuses)}"));
    }
}
