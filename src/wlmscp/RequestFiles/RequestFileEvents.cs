using Microsoft.Extensions.Logging;

namespace Wlmscp.RequestFiles;

/// <summary>The log events of request files, ids 3100 to 3199.</summary>
internal static partial class RequestFileEvents
{
    [LoggerMessage(
        EventId = 3100, Level = LogLevel.Error,
        Message = "{Association}: no request file written to {Directory}: {Reason}")]
    public static partial void NotWritten(ILogger logger, string association, string directory, string reason);

    [LoggerMessage(
        EventId = 3101, Level = LogLevel.Warning,
        Message = "no more request files can wait for {Directory}, which hangs or is too slow: {Dropped} were dropped; "
            + "said once a minute at most")]
    public static partial void Dropped(ILogger logger, string directory, long dropped);
}
