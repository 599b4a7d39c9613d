using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;
using WorklistScp.Network;

namespace Wlmscp.Logging;

/// <summary>
/// Keeps peers from filling the log: of faults of one kind of one address, the first is written, and once a minute how
/// many there were since, with the last of them.
/// </summary>
internal sealed class RepeatLimit : ILogEventSink, IDisposable
{
    // Of more addresses, those that come late are counted as one.
    private const int MaxKinds = 200;

    // What else each query can bring about: a directory that cannot be read, characters that an answer cannot hold, an
    // audit log that has room for few lines only; and connections, for which there are no files left.
    private static readonly int[] OfQueries = [2001, 2201, 3400, 3401, 3502];

    // A fault of a peer of which the level info has a line: an association that is rejected.
    private static readonly int[] Informative = [1101];

    // Faults that are counted where they arise: AE titles that are not known.
    private static readonly int[] Counted = [1117, 1118, 1119];

    private static readonly MessageTemplate Summary = new MessageTemplateParser().Parse(
        "{Count} more like this in the last minute: {Line:l}");

    private static readonly MessageTemplate MixedSummary = new MessageTemplateParser().Parse(
        "{Count} more like this of several peers in the last minute: {Line:l}");

    private static readonly MessageTemplateTextFormatter Line = new("{Message:l}", CultureInfo.InvariantCulture);

    private readonly SwitchableSink _sink;
    private readonly LoggingLevelSwitch _level;
    private readonly TimeProvider _time;
    private readonly RepeatCounter<(string Event, string Address), LogEvent> _counter;

    /// <summary>Makes it.</summary>
    /// <param name="sink">Where events go.</param>
    /// <param name="level">From which level on there is a log: whoever wants debug lines gets all.</param>
    /// <param name="time">The clock.</param>
    public RepeatLimit(SwitchableSink sink, LoggingLevelSwitch level, TimeProvider time)
    {
        _sink = sink;
        _level = level;
        _time = time;
        _counter = new RepeatCounter<(string Event, string Address), LogEvent>(
            MaxKinds, repeats => sink.Emit(Summarize(repeats)), time, kind => (kind.Event, ""));
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        if (_level.MinimumLevel <= LogEventLevel.Debug || !IsFaultOfAPeer(logEvent, out string? address)
            || _counter.Add((logEvent.MessageTemplate.Text + TextOf(logEvent, "Fault"), address), logEvent))
        {
            _sink.Emit(logEvent);
        }
    }

    /// <summary>Says what was left out, and ends where events go.</summary>
    public void Dispose()
    {
        _counter.Dispose();
        _sink.Dispose();
    }

    // What no peer can bring about is written whenever it happens.
    private static bool IsFaultOfAPeer(LogEvent logEvent, [NotNullWhen(true)] out string? address)
    {
        address = null;
        int id = IdOf(logEvent);
        if ((logEvent.Level < LogEventLevel.Warning && !Informative.Contains(id)) || Counted.Contains(id))
        {
            return false;
        }

        string peer = TextOf(logEvent, "Peer") is { Length: > 0 } known ? known : TextOf(logEvent, "Proxy");
        peer = peer.Split(" (")[0]; // what is known from TLS
        address = peer[..Math.Max(0, peer.LastIndexOf(':'))];
        return peer.Length > 0 || logEvent.Properties.ContainsKey("Association") || OfQueries.Contains(id);
    }

    private static int IdOf(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("EventId", out LogEventPropertyValue? value) && value is StructureValue id
        && id.Properties.FirstOrDefault(property => property.Name == "Id")?.Value is ScalarValue { Value: int number }
            ? number
            : 0;

    private static string TextOf(LogEvent logEvent, string property) =>
        logEvent.Properties.TryGetValue(property, out LogEventPropertyValue? value)
            ? (value as ScalarValue)?.Value?.ToString() ?? ""
            : "";

    private LogEvent Summarize(Repeats<LogEvent> repeats)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        Line.Format(repeats.Last, line);
        return new LogEvent(
            _time.GetLocalNow(), repeats.Last.Level, exception: null, repeats.IsMixed ? MixedSummary : Summary,
            [
                new LogEventProperty("Count", new ScalarValue(repeats.Count)),
                new LogEventProperty("Line", new ScalarValue($"{line}")),
                .. repeats.Last.Properties.Where(property => property.Key == Constants.SourceContextPropertyName)
                    .Select(property => new LogEventProperty(property.Key, property.Value)),
            ]);
    }
}
