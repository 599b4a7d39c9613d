using System.Diagnostics.Metrics;
using Wlmscp.Audit;

namespace Wlmscp.Metrics;

/// <summary>Counts HL7 messages, and those about performed procedure steps.</summary>
internal sealed class MessageMetrics
{
    private readonly Counter<long> _hl7;
    private readonly Counter<long> _mpps;

    /// <summary>Makes the instruments.</summary>
    public MessageMetrics(Meter meter)
    {
        _hl7 = meter.CreateCounter<long>("wlmscp_hl7_messages", null, "HL7 messages, by outcome as the audit log names it.");
        _mpps = meter.CreateCounter<long>(
            "wlmscp_mpps_messages", null, "Messages about performed procedure steps, by operation and status of the answer.");
        foreach (string outcome in new[] { AuditOutcome.Success, AuditOutcome.Refused, AuditOutcome.Rejected })
        {
            _hl7.Add(0, Label.Of("outcome", outcome));
        }
    }

    /// <summary>An HL7 message was handled.</summary>
    /// <param name="outcome">What came of it, an <see cref="AuditOutcome"/>.</param>
    public void Hl7(string outcome) => _hl7.Add(1, Label.Of("outcome", outcome));

    /// <summary>A message about a performed procedure step was answered.</summary>
    /// <param name="operation">The operation, <c>N-CREATE</c>.</param>
    /// <param name="status">The status of the answer.</param>
    public void Mpps(string operation, ushort status) =>
        _mpps.Add(1, Label.Of("operation", operation), Label.Of("status", $"{status:X4}"));
}
