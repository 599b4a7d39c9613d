using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Wlmscp.Logging;

/// <summary>Standard error, which a thread of its own writes.</summary>
internal sealed class ConsoleSink : ILogEventSink
{
    private readonly ITextFormatter _formatter;

    public ConsoleSink(ITextFormatter formatter)
    {
        _formatter = formatter;
        StandardStreams.LossNote = lines => Format(LossEvent.Of(lines, "standard error"));
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent) => StandardStreams.WriteErrorText(Format(logEvent));

    private string Format(LogEvent logEvent)
    {
        using var text = new StringWriter();
        _formatter.Format(logEvent, text);
        return text.ToString();
    }
}
