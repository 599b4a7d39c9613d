using Microsoft.Extensions.Logging;

namespace Wlmscp.Logging;

/// <summary>The events of the program itself, ids 3000 to 3099.</summary>
internal static partial class ProgramLog
{
    [LoggerMessage(EventId = 3000, Level = LogLevel.Information, Message = "option without effect: {Option}")]
    public static partial void OptionWithoutEffect(ILogger logger, string option);
}
