using Serilog.Events;
using Serilog.Parsing;

namespace Wlmscp.Logging;

/// <summary>The event that tells of events that were dropped, in the place where they are missing.</summary>
internal static class LossEvent
{
    private static readonly MessageTemplate Template = new MessageTemplateParser().Parse(
        "{Lines} log lines were dropped, {Target} was too slow");

    /// <summary>Makes it.</summary>
    /// <param name="lines">How many were dropped.</param>
    /// <param name="target">Where they are missing.</param>
    public static LogEvent Of(long lines, string target) => new(
        DateTimeOffset.Now,
        LogEventLevel.Warning,
        exception: null,
        Template,
        [
            new LogEventProperty("Lines", new ScalarValue(lines)),
            new LogEventProperty("Target", new ScalarValue(target)),
        ]);
}
