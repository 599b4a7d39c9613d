using Microsoft.Extensions.Logging;

namespace Wlmscp.Mpps.Forwarding;

/// <summary>The log events of messages that are sent on, ids 3620 to 3639. No patient's values.</summary>
internal static partial class ForwardingEvents
{
    [LoggerMessage(EventId = 3620, Level = LogLevel.Information, Message = "{Message} sent on to {Target}: {Answer}")]
    public static partial void SentOn(ILogger logger, string message, string target, string answer);

    [LoggerMessage(EventId = 3621, Level = LogLevel.Warning,
        Message = "{Message} sent on to {Target}, which took it with a warning: {Answer}")]
    public static partial void TakenWithWarning(ILogger logger, string message, string target, string answer);

    [LoggerMessage(EventId = 3622, Level = LogLevel.Warning,
        Message = "{Target} refuses {Message}: {Answer}; it is not sent again, {File} keeps it")]
    public static partial void Refused(ILogger logger, string target, string message, string answer, string file);

    [LoggerMessage(EventId = 3623, Level = LogLevel.Warning,
        Message = "{Target} does not take {Message} now, trying again: {Answer}")]
    public static partial void NotNow(ILogger logger, string target, string message, string answer);

    [LoggerMessage(EventId = 3624, Level = LogLevel.Error,
        Message = "{Target} has not taken {Message} for {Days} days: {Problem}; it is not sent again, {File} keeps it")]
    public static partial void GivenUp(
        ILogger logger, string target, string message, int days, string problem, string file);

    [LoggerMessage(EventId = 3625, Level = LogLevel.Warning,
        Message = "{Message} is not sent on to {Target}, which has not got what it is about; {File} keeps it")]
    public static partial void Skipped(ILogger logger, string message, string target, string file);

    [LoggerMessage(EventId = 3626, Level = LogLevel.Debug,
        Message = "{Target} still does not take {Message}: {Answer}")]
    public static partial void StillNot(ILogger logger, string target, string message, string answer);

    [LoggerMessage(EventId = 3627, Level = LogLevel.Error,
        Message = "{Area}: what is to be sent on to {Target} cannot be used, trying again: {Problem}")]
    public static partial void OutboxFailed(ILogger logger, string area, string target, string problem);

    [LoggerMessage(EventId = 3628, Level = LogLevel.Error,
        Message = "sending on to {Target} failed, trying again")]
    public static partial void Failed(ILogger logger, string target, Exception problem);

    [LoggerMessage(EventId = 3629, Level = LogLevel.Warning, Message = "{File}: no message to send on, left as it is")]
    public static partial void NoMessage(ILogger logger, string file);

    [LoggerMessage(EventId = 3630, Level = LogLevel.Warning,
        Message = "{Area}: {Count} messages wait for {Target}, to which nothing is sent on now: the oldest is {File}")]
    public static partial void TargetLost(ILogger logger, string area, int count, string target, string file);
}
