namespace Wlmscp.Audit;

/// <summary>A line of the audit log that tells of lines that are missing before it.</summary>
/// <param name="Time">When it was written, UTC.</param>
/// <param name="Event">Always <c>lost</c>.</param>
/// <param name="Count">How many lines are missing.</param>
internal sealed record AuditLoss(DateTimeOffset Time, string Event, long Count);
