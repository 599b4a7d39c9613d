using Microsoft.Extensions.Logging;
using WorklistScp.Web.Users;

namespace Wlmscp.Web;

/// <summary>The log events of users of HTTP, ids 3700 to 3719.</summary>
internal static partial class WebEvents
{
    [LoggerMessage(
        EventId = 3700, Level = LogLevel.Warning,
        Message = "--http: there are no users, only /livez and /readyz are served; expected --http-users FILE")]
    public static partial void NoUsers(ILogger logger);

    [LoggerMessage(
        EventId = 3701, Level = LogLevel.Error, Message = "--http-users {Problem}; the users of before count on")]
    public static partial void UsersKept(ILogger logger, string problem);

    [LoggerMessage(EventId = 3702, Level = LogLevel.Warning, Message = "--http-users {Finding}")]
    public static partial void UsersFileOpen(ILogger logger, OpenUsersFile finding);
}
