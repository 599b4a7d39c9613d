using System.Diagnostics.Metrics;
using Wlmscp.Audit;

namespace Wlmscp.Metrics;

/// <summary>How the audit log keeps up.</summary>
internal static class AuditMetrics
{
    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="audit">The audit log; null: there is none, of which nothing waits.</param>
    public static void Observe(Meter meter, AuditLog? audit)
    {
        meter.CreateObservableGauge(
            "wlmscp_audit_waiting_lines", () => audit?.Waiting ?? 0, null, "Lines that wait to be written to the audit log.");
        meter.CreateObservableCounter(
            "wlmscp_audit_lost_lines", () => audit?.Lost ?? 0, null, "Lines that the audit log has lost.");
    }
}
