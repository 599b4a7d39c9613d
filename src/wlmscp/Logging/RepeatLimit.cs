using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace Wlmscp.Logging;

/// <summary>
/// Keeps peers from filling the log: of warnings and errors of one kind about one address, or about queries, few a minute
/// are written. What is left out is counted, and said when the minute is over.
/// </summary>
/// <param name="sink">Where events go.</param>
/// <param name="level">From which level on there is a log: whoever wants debug lines gets all.</param>
/// <param name="time">The clock.</param>
internal sealed class RepeatLimit(SwitchableSink sink, LoggingLevelSwitch level, TimeProvider time)
    : ILogEventSink, IDisposable
{
    private const int MostOfAKind = 10;

    // Of more addresses, those that come late are counted as one.
    private const int MostKinds = 200;

    // What else each query can bring about: a directory that cannot be read, characters that an answer cannot hold.
    private static readonly int[] OfQueries = [2001, 2201];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly MessageTemplate Summary = new MessageTemplateParser().Parse(
        "{Count} more like this in the last minute: {Line:l}");

    private static readonly MessageTemplateTextFormatter Line = new("{Message:l}", CultureInfo.InvariantCulture);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Event, string Address), Repeats> _repeats = [];
    private ITimer? _timer;

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < LogEventLevel.Warning || level.MinimumLevel <= LogEventLevel.Debug
            || !IsOfAPeer(logEvent, out string? address) || IsDue(logEvent, address))
        {
            sink.Emit(logEvent);
        }
    }

    /// <summary>Says what was left out, and ends where events go.</summary>
    public void Dispose()
    {
        SayLeftOut();
        sink.Dispose();
    }

    // What no peer can bring about is written whenever it happens.
    private static bool IsOfAPeer(LogEvent logEvent, [NotNullWhen(true)] out string? address)
    {
        string peer = TextOf(logEvent, "Peer") is { Length: > 0 } known ? known : TextOf(logEvent, "Proxy");
        peer = peer.Split(" (")[0]; // what is known from TLS
        address = peer[..Math.Max(0, peer.LastIndexOf(':'))];
        return peer.Length > 0 || logEvent.Properties.ContainsKey("Association") || OfQueries.Contains(IdOf(logEvent));
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

    private bool IsDue(LogEvent logEvent, string address)
    {
        lock (_gate)
        {
            _timer ??= time.CreateTimer(_ => SayLeftOut(), null, Minute, Timeout.InfiniteTimeSpan);
            Repeats repeats = RepeatsOf((logEvent.MessageTemplate.Text, address));
            bool isDue = ++repeats.Count <= MostOfAKind;
            repeats.Last = isDue ? null : logEvent;
            return isDue;
        }
    }

    private Repeats RepeatsOf((string Event, string Address) kind)
    {
        kind = _repeats.Count < MostKinds || _repeats.ContainsKey(kind) ? kind : (kind.Event, "");
        if (!_repeats.TryGetValue(kind, out Repeats? repeats))
        {
            _repeats.Add(kind, repeats = new Repeats());
        }

        return repeats;
    }

    private void SayLeftOut()
    {
        Repeats[] repeats;
        lock (_gate)
        {
            repeats = [.. _repeats.Values];
            _repeats.Clear();
            _timer?.Dispose();
            _timer = null;
        }

        foreach (Repeats each in repeats)
        {
            if (each.Last is { } last)
            {
                sink.Emit(Summarize(last, each.Count - MostOfAKind));
            }
        }
    }

    private LogEvent Summarize(LogEvent last, int count)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        Line.Format(last, line);
        return new LogEvent(
            time.GetLocalNow(), last.Level, exception: null, Summary,
            [
                new LogEventProperty("Count", new ScalarValue(count)),
                new LogEventProperty("Line", new ScalarValue($"{line}")),
                .. last.Properties.Where(property => property.Key == Constants.SourceContextPropertyName)
                    .Select(property => new LogEventProperty(property.Key, property.Value)),
            ]);
    }

    private sealed class Repeats
    {
        public int Count { get; set; }

        /// <summary>The last that was left out.</summary>
        public LogEvent? Last { get; set; }
    }
}
