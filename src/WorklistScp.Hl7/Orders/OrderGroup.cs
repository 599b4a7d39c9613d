using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Orders;

/// <summary>The segments of one order of a message, or of one service of an appointment.</summary>
/// <param name="First">The segment that says what is to be done: ORC, or SCH.</param>
/// <param name="Scope">All of them.</param>
/// <param name="Steps">Those of its steps; at least one.</param>
internal sealed record OrderGroup(Hl7Segment First, SegmentScope Scope, IReadOnlyList<OrderGroup.Step> Steps)
{
    /// <summary>A step of an order.</summary>
    /// <param name="Segment">The segment that it is.</param>
    /// <param name="Scope">The segments that speak of it.</param>
    internal sealed record Step(Hl7Segment Segment, SegmentScope Scope);

    /// <summary>The groups of ORC and OBR; a pair without steps of its own (IPC) is one.</summary>
    /// <param name="segments">The segments of the orders: those behind the patient's.</param>
    /// <param name="around">Those that hold for all orders.</param>
    public static IReadOnlyList<OrderGroup> OfOrders(IReadOnlyList<Hl7Segment> segments, SegmentScope around)
    {
        var groups = new List<List<Hl7Segment>>();
        foreach (Hl7Segment segment in segments)
        {
            if (segment.Name == "ORC")
            {
                groups.Add([segment]);
            }
            else if (segment.Name == "OBR" && groups is [.., var last] && last.Any(other => other.Name == "OBR"))
            {
                groups.Add([last[0], segment]);
            }
            else if (groups is [.., var current])
            {
                current.Add(segment);
            }
        }

        return [.. groups.Select(group => OfOrder(group, around))];
    }

    /// <summary>The services of an appointment (AIS), or the appointment as one.</summary>
    /// <inheritdoc cref="OfOrders"/>
    public static IReadOnlyList<OrderGroup> OfAppointment(IReadOnlyList<Hl7Segment> segments, SegmentScope around)
    {
        if (around.All("SCH") is not [Hl7Segment appointment, ..])
        {
            return [];
        }

        List<Hl7Segment[]> services = [];
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Name == "AIS")
            {
                services.Add([segments[i], .. segments.Skip(i + 1).TakeWhile(segment => segment.Name != "AIS")]);
            }
        }

        if (services.Count == 0)
        {
            services.Add([appointment, .. segments]);
        }

        return
        [
            .. services.Select(service => (service[0], new SegmentScope(service, around))).Select(service =>
                new OrderGroup(appointment, service.Item2, [new Step(service.Item1, service.Item2)])),
        ];
    }

    private static OrderGroup OfOrder(List<Hl7Segment> segments, SegmentScope around)
    {
        var scope = new SegmentScope(
            [.. SegmentScope.WithNotesAbout(segments, "ORC", "TQ1", "TQ2", "OBR", "IPC")], around);
        Hl7Segment[] steps = [.. segments.Where(segment => segment.Name == "IPC")];
        return new OrderGroup(
            segments[0], scope,
            steps is [] ? [new Step(segments.Find(segment => segment.Name == "OBR") ?? segments[0], scope)]
                : [.. steps.Select(step => new Step(step, new SegmentScope([step], scope)))]);
    }
}
