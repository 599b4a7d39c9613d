using Microsoft.Extensions.Logging;
using Wlmscp.Audit;
using Wlmscp.Metrics;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Mpps;

/// <summary>Takes messages about performed steps, however they came: has them carried out, audited, counted and logged.</summary>
/// <param name="desk">Carries them out.</param>
/// <param name="audit">Has a line for each; null: there is none.</param>
/// <param name="metrics">Counts them; null: nobody does.</param>
/// <param name="logger">Receives the events 3600 to 3699.</param>
internal sealed class MppsReception(MppsDesk desk, AuditLog? audit, MessageMetrics? metrics, ILogger logger)
{
    private static readonly MppsAnswer NotAudited =
        new(MppsStatus.ResourceLimitation) { ErrorComment = "The message cannot be audited" };

    /// <summary>Carries out a message, and says what is answered.</summary>
    public async Task<MppsAnswer> HandleAsync(MppsMessage message, CancellationToken cancellationToken)
    {
        MppsReport report =
            audit is null || await audit.ReceivedAsync(time => MppsAudit.Receive(message, time), cancellationToken)
                ? await desk.HandleAsync(message, cancellationToken)
                : new MppsReport(message, NotAudited) { Problem = "the audit log cannot be written" };
        MppsLog.Write(logger, report);
        audit?.Handled(time => MppsAudit.Handle(report, time));
        metrics?.Mpps(message.Operation, (ushort)report.Answer.Status);
        return report.Answer;
    }
}
