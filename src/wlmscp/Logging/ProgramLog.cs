using Microsoft.Extensions.Logging;

namespace Wlmscp.Logging;

/// <summary>The events of the program itself, ids 3000 to 3999. No patient's values above debug level.</summary>
internal static partial class ProgramLog
{
    [LoggerMessage(EventId = 3000, Level = LogLevel.Information, Message = "option without effect: {Option}")]
    public static partial void OptionWithoutEffect(ILogger logger, string option);

    [LoggerMessage(
        EventId = 3001, Level = LogLevel.Information, Message = "{Association}: {Matches} of {Entries} entries match")]
    public static partial void Answered(ILogger logger, string association, int matches, int entries);

    [LoggerMessage(
        EventId = 3002, Level = LogLevel.Warning, Message = "{Association}: query refused with A900: {Comment} {Tags}")]
    public static partial void QueryRefused(ILogger logger, string association, string comment, string tags);

    [LoggerMessage(
        EventId = 3003, Level = LogLevel.Error, Message = "{Association}: query refused with A700: {Reason}")]
    public static partial void AreaUnavailable(ILogger logger, string association, string reason);
}
