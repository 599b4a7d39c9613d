using Wlmscp.Audit;
using WorklistScp.Web.Hosting;

namespace Wlmscp.Web;

/// <summary>What the audit log tells of what users do over HTTP. Nothing in it is of a patient.</summary>
/// <param name="audit">The audit log.</param>
internal sealed class WebAudit(AuditLog audit) : IWebObserver
{
    private const int MaxKeys = 100;
    private const int Longest = 64;
    private const int FirstError = 400;
    private const int FirstFailure = 500;

    /// <inheritdoc/>
    public ValueTask<bool> BeforeAsync(WebAct act, CancellationToken cancellationToken) =>
        audit.ReceivedAsync(time => Of(AuditEvent.Received, act, time), cancellationToken);

    /// <inheritdoc/>
    public void After(WebAct act)
    {
        foreach (WebAct part in act.Parts)
        {
            audit.Handled(time => Ended(part, time));
        }

        // Who is nobody, or guesses, cannot fill the file.
        if (act.User is null || (act.Name == WebAct.SignIn && act.Status >= FirstError))
        {
            audit.Refused(time => Ended(act, time), act.Peer);
        }
        else
        {
            audit.Handled(time => Ended(act, time));
        }
    }

    private static AuditRecord Ended(WebAct act, DateTimeOffset time) => Of(AuditEvent.Web, act, time) with
    {
        Areas = Text(act.Area),
        Studies = Text(act.StudyInstanceUID),
        AccessionNumbers = Text(act.AccessionNumber),
        Steps = Text(act.StepID),
        Keys = act.Keys.Count == 0 ? null : [.. act.Keys.Take(MaxKeys).Select(ShortName.Of).Distinct()],
        MoreKeys = act.Keys.Count > MaxKeys ? act.Keys.Count - MaxKeys : null,
        Matches = act.Matches,
        Entries = act.Entries,
        Outcome = act.Status switch
        {
            0 => AuditOutcome.Aborted,
            < FirstError => AuditOutcome.Success,
            < FirstFailure => AuditOutcome.Refused,
            _ => AuditOutcome.Failed,
        },
        Status = act.Status == 0 ? null : $"{act.Status}",
        Comment = act.Comment,
        DurationMs = AuditRecord.Milliseconds(act.Duration),
    };

    private static AuditRecord Of(string what, WebAct act, DateTimeOffset time) =>
        AuditRecord.Of(what, act.Request, act.Peer, time) with
        {
            User = act.User,
            Operation = act.Name,
        };

    private static string[]? Text(string? text) =>
        string.IsNullOrEmpty(text) ? null : [PrintableText.Start(text, Longest)];
}
