using Wlmscp.Audit;
using WorklistScp.Network;
using WorklistScp.Storage.Mpps;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Mpps;

/// <summary>What the audit log tells of a message about a performed step. Nothing in it is of a patient.</summary>
internal static class MppsAudit
{
    private const int Longest = 64;
    private const int MaxKeys = 100;

    /// <summary>The line of a message that is not carried out yet.</summary>
    public static AuditRecord Receive(MppsMessage message, DateTimeOffset time) =>
        Of(AuditEvent.Received, message, time);

    /// <summary>The line of what became of a message.</summary>
    public static AuditRecord Handle(MppsReport report, DateTimeOffset time)
    {
        IReadOnlyList<ReferencedStep> asked =
            report.Answer.Object is { } performed ? ReferencedStep.AllOf(performed) : [];
        IReadOnlyList<StepOutcome> outcomes = report.Effects?.Outcomes ?? [];
        return Of(AuditEvent.PerformedStep, report.Message, time) with
        {
            PerformedStatus = report.Answer.Object?.StatusTerm,
            Areas = Texts([report.Area ?? "", .. outcomes.Select(outcome => outcome.Area)]),
            Studies = Texts(asked.Select(step => step.StudyInstanceUID)),
            AccessionNumbers = Texts(asked.Select(step => step.AccessionNumber)),
            Steps = Texts(asked.Select(step => step.StepID)),
            Changed = outcomes.Count(outcome => outcome.Outcome is EditOutcome.Changed { IsDone: false }),
            Ended = outcomes.Count(outcome => outcome.Outcome is EditOutcome.Changed { IsDone: true }),
            Outcome = report.Problem is not null ? AuditOutcome.Failed
                : report.Answer.Object is null ? AuditOutcome.Refused
                : AuditOutcome.Success,
            Status = new DicomStatus((ushort)report.Answer.Status).ToString(),
            Comment = report.Problem ?? report.Answer.ErrorComment,
        };
    }

    private static AuditRecord Of(string what, MppsMessage message, DateTimeOffset time) =>
        (message.Dimse is { } dimse
            ? AuditRecord.Of(what, dimse.Association, time)
            : AuditRecord.Of(what, message.SenderID, message.Peer, time)) with
        {
            MessageID = message.Dimse?.MessageID,
            User = message.User,
            Operation = message.Operation,
            SOPInstance = message.SOPInstanceUID.Length == 0 ? null : PrintableText.Start(message.SOPInstanceUID, Longest),
        };

    private static string[]? Texts(IEnumerable<string> texts)
    {
        string[] some = [.. texts.Where(text => text.Length > 0).Distinct().Take(MaxKeys)];
        return some.Length > 0 ? [.. some.Select(text => PrintableText.Start(text, Longest))] : null;
    }
}
