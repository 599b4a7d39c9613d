using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network;
using WorklistScp.Storage.Mpps;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Mpps;

/// <summary>
/// The line of the log that each message about a performed step has, and what else is worth a warning. Nothing in it is of
/// a patient; names of files, which may be, are left out.
/// </summary>
internal static class MppsLog
{
    private const int Longest = 64;

    /// <summary>Writes what became of a message.</summary>
    public static void Write(ILogger logger, MppsReport report)
    {
        MppsMessage message = report.Message;
        string id = message.SenderID;
        string sender = message.Sender;
        EndPoint? peer = message.Peer;
        MppsAnswer answer = report.Answer;
        var status = new DicomStatus((ushort)answer.Status);
        if (report.Problem is not null)
        {
            MppsEvents.Failed(logger, id, message, sender, peer, status, report.Problem);
            return;
        }

        if (answer.Object is null)
        {
            string? comment = answer.IsRepeated ? $"{answer.ErrorComment}, with the same content"
                : report.RefusedBy is { } profile ? $"{answer.ErrorComment}, as mpps.accept of profile {profile} says"
                : answer.ErrorComment;
            MppsEvents.Refused(logger, id, message, sender, peer, status, comment);
            return;
        }

        string what = Summarize(report);
        MppsEvents.Done(logger, id, message, sender, status, what);
        if (answer.Findings is [var first, ..])
        {
            MppsEvents.Doubtful(logger, id, message, sender, peer, first, answer.Findings.Count);
        }

        foreach (StepMatch match in report.Effects?.Matches ?? [])
        {
            foreach (ScheduledStep other in match.OfOtherPatients)
            {
                MppsEvents.OtherPatient(logger, id, message, sender, peer, NameOf(other.Key));
            }

            if (match.Rule is null && !match.IsUnscheduled && report.Effects!.LeftOut.Count == 0)
            {
                string step = NameOf(match.Asked.StudyInstanceUID, match.Asked.StepID);
                MppsEvents.NoEntry(logger, id, message, sender, peer, step);
            }
        }

        foreach (StepOutcome outcome in report.Effects?.Outcomes.Where(each => each.Outcome.IsObstacle) ?? [])
        {
            string step = NameOf(outcome.Key);
            string reason = ReasonOf(outcome.Outcome);
            MppsEvents.NotChanged(logger, id, message, sender, peer, step, reason);
        }

        if (report.Effects?.LeftOut.Count > 0)
        {
            string areas = string.Join(", ", report.Effects.LeftOut);
            MppsEvents.AreasLeftOut(logger, id, message, sender, peer, areas);
        }
    }

    /// <summary>Writes that a scheduled step has ended of which nothing was heard.</summary>
    public static void WriteIdle(ILogger logger, StepOutcome outcome)
    {
        string step = NameOf(outcome.Key);
        if (outcome.Outcome.IsObstacle)
        {
            string reason = ReasonOf(outcome.Outcome);
            MppsEvents.IdleNotEnded(logger, outcome.Area, step, reason);
        }
        else
        {
            MppsEvents.IdleEnded(logger, outcome.Area, step, outcome.Effect);
        }
    }

    /// <summary>Writes what has become of a scheduled step whose area was in use when its message came.</summary>
    public static void WriteLate(ILogger logger, string sopInstanceUID, StepOutcome outcome)
    {
        string step = NameOf(outcome.Key);
        if (outcome.Outcome.IsObstacle)
        {
            string reason = ReasonOf(outcome.Outcome);
            MppsEvents.NotCaughtUp(logger, outcome.Area, step, sopInstanceUID, reason);
        }
        else if (outcome.Effect is { } effect)
        {
            MppsEvents.CaughtUp(logger, outcome.Area, step, effect, sopInstanceUID);
        }
    }

    // "IN PROGRESS, study 1.2 step 3 in CT1 set to STARTED".
    private static string Summarize(MppsReport report)
    {
        string status = report.Answer.Object!.StatusTerm;
        string[] effects =
        [
            .. (report.Effects?.Outcomes ?? []).Where(outcome => !outcome.Outcome.IsObstacle && outcome.Effect is not null)
                .Select(outcome => $"{NameOf(outcome.Key)} in {outcome.Area} {outcome.Effect}"),
        ];
        return effects.Length > 0 ? $"{status}, {string.Join("; ", effects)}"
            : report.Effects?.Matches is { Count: > 0 } matches && matches.All(match => match.IsUnscheduled)
                ? $"{status}, not scheduled"
            : report.Effects is { Matches.Count: > 0, Outcomes.Count: 0 } ? $"{status}, no entry"
            : status;
    }

    private static string NameOf(EntryKey key) => NameOf(key.StudyInstanceUID, key.StepID);

    private static string NameOf(string study, string step) => $"study {Show(study)} step {Show(step)}";

    private static string Show(string value) => value.Length == 0 ? "(none)" : PrintableText.Start(value, Longest);

    private static string ReasonOf(EditOutcome outcome) => outcome switch
    {
        EditOutcome.Refused { Refusal: EditRefusal.IsLink } => "its file is a symbolic link",
        EditOutcome.Refused { Refusal: EditRefusal.LosesValues } => "its file has values that would be lost",
        EditOutcome.Conflict => "another entry has its key",
        _ => "its file would not be served any more",
    };
}
