using Microsoft.Extensions.Logging;

namespace Wlmscp.Audit;

/// <summary>The log events of the audit log, ids 3300 to 3399.</summary>
internal static partial class AuditEvents
{
    [LoggerMessage(
        EventId = 3300, Level = LogLevel.Error,
        Message = "--audit-log {File}: {Reason}; the audit stops until it can be written")]
    public static partial void Stopped(ILogger logger, string file, string reason);

    [LoggerMessage(EventId = 3301, Level = LogLevel.Warning, Message = "--audit-log {File}: the audit goes on")]
    public static partial void Resumed(ILogger logger, string file);
}
