using System.Globalization;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Mapping;

/// <summary>When a message was written: of two about one order, the later one counts.</summary>
public static class MessageTime
{
    private static readonly string[] Formats =
    [
        "yyyyMMddHHmmss.ffff", "yyyyMMddHHmmss.fff", "yyyyMMddHHmmss.ff", "yyyyMMddHHmmss.f", "yyyyMMddHHmmss", "yyyyMMddHHmm",
        "yyyyMMddHH", "yyyyMMdd",
    ];

    /// <summary>Reads EVN-2 of an ADT message, else MSH-7.</summary>
    /// <param name="message">The message.</param>
    /// <param name="zone">The zone of times that name none.</param>
    /// <returns>The time, UTC; null: the message does not say.</returns>
    public static DateTime? Find(Hl7Message message, TimeZoneInfo zone) =>
        Find(message.Find("EVN")?[2].First[1] ?? "", zone) ?? Find(message.Header[7].First[1], zone);

    private static DateTime? Find(string text, TimeZoneInfo zone)
    {
        if (Hl7Moment.Find(text) is not { } moment
            || !DateTime.TryParseExact(
                moment.Date + moment.Time, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime wall))
        {
            return null;
        }

        TimeSpan offset = moment.Offset ?? zone.GetUtcOffset(wall);
        long ticks = wall.Ticks - offset.Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc)
            : null;
    }
}
