using System.Globalization;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Mapping;

/// <summary>When a message was written, UTC: of two about one order, the later one counts.</summary>
/// <param name="At">The moment that is taken.</param>
/// <param name="Earliest">The first moment that it may have been: before <paramref name="At"/> where digits lack.</param>
public readonly record struct MessageTime(DateTime At, DateTime Earliest)
{
    private static readonly string[] Formats =
    [
        "yyyyMMddHHmmss.ffff", "yyyyMMddHHmmss.fff", "yyyyMMddHHmmss.ff", "yyyyMMddHHmmss.f", "yyyyMMddHHmmss", "yyyyMMddHHmm",
        "yyyyMMddHH", "yyyyMMdd",
    ];

    /// <summary>Reads EVN-2 of an ADT message, else MSH-7.</summary>
    /// <remarks>
    /// A time without seconds, or without a time of day, is that at which the message came, if that fits, else the last
    /// one that fits: what came before it from a more exact sender is not newer. Of two moments that a clock shows alike
    /// when it is set back, the one nearer to when the message came is meant.
    /// </remarks>
    /// <param name="message">The message.</param>
    /// <param name="zone">The zone of times that name none.</param>
    /// <param name="received">When the message came, UTC.</param>
    /// <returns>The time; null: the message does not say.</returns>
    public static MessageTime? Find(Hl7Message message, TimeZoneInfo zone, DateTime received) =>
        Find(message.Find("EVN")?[2].First[1] ?? "", zone, received) ?? Find(message.Header[7].First[1], zone, received);

    private static MessageTime? Find(string text, TimeZoneInfo zone, DateTime received)
    {
        if (Hl7Moment.Find(text) is not { } moment
            || !DateTime.TryParseExact(
                moment.Date + moment.Time, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime wall))
        {
            return null;
        }

        TimeSpan[] offsets = moment.Offset is { } offset ? [offset]
            : zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall)
            : [zone.GetUtcOffset(wall)];
        return offsets.Select(each => UtcOf(wall, each, received, UncertaintyOf(moment.Time)))
            .OfType<MessageTime>().OrderBy(each => (each.At - received).Duration()).Select(each => (MessageTime?)each)
            .FirstOrDefault();
    }

    private static MessageTime? UtcOf(DateTime wall, TimeSpan offset, DateTime received, TimeSpan uncertainty)
    {
        long ticks = wall.Ticks - offset.Ticks;
        long last = ticks + uncertainty.Ticks;
        return ticks >= DateTime.MinValue.Ticks && last <= DateTime.MaxValue.Ticks
            ? new MessageTime(
                new DateTime(Math.Clamp(received.Ticks, ticks, last), DateTimeKind.Utc), new DateTime(ticks, DateTimeKind.Utc))
            : null;
    }

    // How much later a moment may be than the digits say.
    private static TimeSpan UncertaintyOf(string time) => time.Length switch
    {
        0 => new TimeSpan(23, 59, 59),
        2 => new TimeSpan(0, 59, 59),
        4 => new TimeSpan(0, 0, 59),
        _ => default,
    };
}
