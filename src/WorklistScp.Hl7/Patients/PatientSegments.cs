using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Patients;

/// <summary>The segments of a message, by what they speak of.</summary>
/// <param name="Patient">The patient's, and those of what was measured.</param>
/// <param name="Around">Those that hold for all orders; notes of the patient do not.</param>
/// <param name="Orders">Those from the first order or service on.</param>
internal sealed record PatientSegments(SegmentScope Patient, SegmentScope Around, IReadOnlyList<Hl7Segment> Orders)
{
    private static readonly string[] Firsts = ["ORC", "OBR", "RGS", "AIS"];

    // Senders have them behind the last order, of which they speak no more than of the others.
    private static readonly string[] OfAll = ["ZDS", "OBX"];

    /// <summary>Parts the segments of a message.</summary>
    public static PatientSegments Of(Hl7Message message)
    {
        Hl7Segment[] before = [.. message.Segments.TakeWhile(segment => !Firsts.Contains(segment.Name))];
        Hl7Segment[] orders = [.. message.Segments.Skip(before.Length)];
        Hl7Segment[] ofAll = [.. orders.Where(segment => OfAll.Contains(segment.Name))];
        return new PatientSegments(
            new SegmentScope([.. SegmentScope.WithNotesAbout(before, "PID", "PD1"), .. ofAll]),
            new SegmentScope([.. SegmentScope.WithNotesAbout(before, "SCH"), .. ofAll]),
            orders);
    }
}
