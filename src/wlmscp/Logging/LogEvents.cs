using Microsoft.Extensions.Logging;

namespace Wlmscp.Logging;

/// <summary>The log events of logging itself, ids 3300 to 3399.</summary>
internal static partial class LogEvents
{
    [LoggerMessage(
        EventId = 3300, Level = LogLevel.Warning,
        Message = "--log-config {File}: of a log configuration of DCMTK only the level counts; "
            + "the sample logging.json shows what is possible")]
    public static partial void OfDcmtk(ILogger logger, string file);

    [LoggerMessage(EventId = 3301, Level = LogLevel.Error, Message = "{Problem}; the log goes on as before")]
    public static partial void ConfigurationKept(ILogger logger, string problem);

    [LoggerMessage(EventId = 3302, Level = LogLevel.Information, Message = "SIGHUP: the log was opened again")]
    public static partial void Reopened(ILogger logger);
}
