using Microsoft.Extensions.Logging;

namespace Wlmscp.Audit;

/// <summary>The log events of the audit log, ids 3400 to 3499.</summary>
internal static partial class AuditEvents
{
    [LoggerMessage(
        EventId = 3400, Level = LogLevel.Error,
        Message = "--audit-log {File}: {Reason}; the audit stops until it can be written")]
    public static partial void Stopped(ILogger logger, string file, string reason);

    [LoggerMessage(
        EventId = 3401, Level = LogLevel.Warning,
        Message = "--audit-log {File}: {Lines} lines are lost; the audit goes on")]
    public static partial void Resumed(ILogger logger, string file, long lines);
}
