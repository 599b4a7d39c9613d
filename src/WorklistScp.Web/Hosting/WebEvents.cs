using System.Net;
using Microsoft.Extensions.Logging;

namespace WorklistScp.Web.Hosting;

/// <summary>The log events of HTTP, 4000 to 4099. Neither addresses of resources nor what is in them: both may be patients' data.</summary>
internal static partial class WebEvents
{
    [LoggerMessage(EventId = 4000, Level = LogLevel.Error, Message = "{Request}: {Route} failed")]
    public static partial void Failed(ILogger logger, string request, string route, Exception cause);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Debug, Message = "{Request}: {Method} {Route} from {Peer}: {Status}, {Elapsed:0.0} ms")]
    public static partial void Answered(
        ILogger logger, string request, string method, string route, IPAddress? peer, int status, double elapsed);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "{Request}: {Route} refused with {Status}: {Detail}")]
    public static partial void Refused(ILogger logger, string request, string route, int status, string detail);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Debug, Message = "{Request}: {Route}: the client has gone")]
    public static partial void Gone(ILogger logger, string request, string route);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Error, Message = "{Request}: {Route}: the storage area cannot be written: {Problem}")]
    public static partial void NotWritten(ILogger logger, string request, string route, string problem);
}
