using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Wlmscp.Logging;

/// <summary>
/// Events as lines of text: time, level, message. An exception is part of the line; where it came from follows only
/// when all is logged.
/// </summary>
internal sealed class LineFormatter(LoggingLevelSwitch level) : ITextFormatter
{
    private readonly MessageTemplateTextFormatter _line = new(
        "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u4} {Message:l}", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        _line.Format(logEvent, output);
        if (logEvent.Exception is { } exception)
        {
            output.Write($": {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
            if (level.MinimumLevel <= LogEventLevel.Debug)
            {
                output.Write($"\n{exception}");
            }
        }

        output.Write('\n');
    }
}
