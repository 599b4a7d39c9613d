using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Hl7.Orders;

/// <summary>What an order control code does to steps (HL7 tables 0119 and 0038).</summary>
/// <param name="Codes">Codes of ORC-1.</param>
/// <param name="Statuses">Codes of ORC-5 that it goes with, empty ones said; none: any.</param>
/// <param name="Action">What becomes of the steps; null: nothing.</param>
/// <param name="Status">The new status of the steps; empty: it stays.</param>
internal sealed record OrderControl(string[] Codes, string[] Statuses, StepAction? Action = null, string Status = "")
{
    private const string None = "";

    /// <summary>The table; the first row that fits counts.</summary>
    public static IReadOnlyList<OrderControl> Table { get; } =
    [
        new(["NW", "RO", "CH"], [None, "SC", "IP", "HD"], StepAction.Create, StepStatus.Scheduled),
        new(["SC"], ["IP"], StepAction.Begin, "STARTED"),
        new(["XO", "SC"], ["CM", "A"], StepAction.End, "COMPLETED"),
        new(["SC"], ["DC"], StepAction.Stop, "DISCONTINUED"),
        new(["XO"], [None, "SC", "IP"], StepAction.Change),
        new(["XX", "RU", "SC"], [None, "SC"], StepAction.Change),
        new(["CA", "OC", "CR", "RP"], [], StepAction.End, "CANCELED"),
        new(["DC", "OD", "DR"], [], StepAction.Stop, "DISCONTINUED"),
        new(["HD", "OH"], [], StepAction.Hold),
        new(["RL", "OE"], [], StepAction.Release),

        // Replies to requests, which nobody here has made, and what links orders.
        new(
            [
                "AF", "CN", "DE", "DF", "FU", "HR", "LI", "MC", "NA", "OF", "OK", "OP", "OR", "PA", "PR", "PY", "RE",
                "RF", "RQ", "RR", "SR", "SS", "UA", "UC", "UD", "UF", "UH", "UM", "UN", "UR", "UX", "XR",
            ],
            []),
    ];

    // So short that they fit into MSA-3, which is all that senders before version 2.5 are told.
    private static IEnumerable<string> Acting =>
        Table.Where(row => row.Action is not null).SelectMany(row => row.Codes).Distinct();

    /// <summary>Finds the row of an ORC segment.</summary>
    /// <param name="order">The segment.</param>
    /// <param name="options">The site's settings.</param>
    /// <param name="fault">Why there is none.</param>
    public static OrderControl? Find(Hl7Segment order, Hl7MappingOptions options, out Hl7Fault? fault)
    {
        string code = order[1].First[1].Trim();
        string status = order[5].First[1].Trim();
        fault = null;
        if (code == "NW" && status == None && !options.TakesUnscheduled)
        {
            return new OrderControl([code], []);
        }

        OrderControl[] ofCode = [.. Table.Where(row => row.Codes.Contains(code))];
        OrderControl? found = Array.Find(ofCode, row => row.Statuses is [] || row.Statuses.Contains(status));
        fault = found is not null ? null
            : code.Length == 0 ? new Hl7Fault(
                order.PathOf(1), Hl7ErrorCode.RequiredFieldMissing, "Order control is missing", "ORC-1 has no value")
            : ofCode is [] ? new Hl7Fault(
                order.PathOf(1), Hl7ErrorCode.TableValueNotFound, $"Order control: expected {string.Join(' ', Acting)}",
                $"expected one of {string.Join(", ", Table.SelectMany(row => row.Codes).Distinct())}")
            : new Hl7Fault(
                order.PathOf(5), Hl7ErrorCode.TableValueNotFound,
                $"Order status of order control {code}: expected {string.Join(", ", StatusesOf(ofCode))}");
        return found;
    }

    /// <summary>What it does to the order of an ORC segment.</summary>
    public ExplainedOrder Explain(Hl7Segment order) => new(
        new Hl7Path(order.Name, order.Occurrence), order[1].First[1].Trim(), order[5].First[1].Trim(), Action, Status);

    private static IEnumerable<string> StatusesOf(IEnumerable<OrderControl> rows) =>
        rows.SelectMany(row => row.Statuses).Select(NameOf).Distinct();

    private static string NameOf(string status) => status == None ? "none" : status;
}
