using System.Globalization;
using WorklistScp.Hl7.Mapping;

namespace WorklistScp.Hl7.Tests.Messages;

/// <summary>When messages were written, as clocks and precision leave it open.</summary>
public sealed class MessageTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("20261127101530", "2026-11-27T10:00:00", "2026-11-27T09:15:30")]
    [InlineData("20261127101530+0500", "2026-11-27T10:00:00", "2026-11-27T05:15:30")]
    // To the minute, or to the day: when it came, if that fits, else the last moment that fits.
    [InlineData("202611271015", "2026-11-27T09:15:20", "2026-11-27T09:15:20")]
    [InlineData("202611271015", "2026-11-27T20:00:00", "2026-11-27T09:15:59")]
    [InlineData("2026112710", "2026-11-27T20:00:00", "2026-11-27T09:59:59")]
    [InlineData("20261127", "2026-11-27T09:15:20", "2026-11-27T09:15:20")]
    [InlineData("20261127", "2026-11-29T09:15:20", "2026-11-27T22:59:59")]
    // Of a clock that is ahead.
    [InlineData("202611271015", "2026-11-27T08:00:00", "2026-11-27T09:15:00")]
    // The hour that comes twice: the first time, the second time.
    [InlineData("20261025023000", "2026-10-25T00:30:01", "2026-10-25T00:30:00")]
    [InlineData("20261025023000", "2026-10-25T01:30:01", "2026-10-25T01:30:00")]
    public void Time_IsTheOneThatFitsBest(string text, string received, string expected)
    {
        Hl7Message message = Reading.Read($"MSH|^~\\&|RIS||WLMSCP||{text}||ORM^O01|M1|P|2.5.1\r");

        Assert.Equal(Utc(expected), MessageTime.Find(message, Berlin, Utc(received))?.At);
    }

    [Theory]
    [InlineData("20261127101530", "2026-11-27T09:15:30")]
    [InlineData("202611271015", "2026-11-27T09:15:00")]
    [InlineData("20261127", "2026-11-26T23:00:00")]
    public void Earliest_IsWhatTheDigitsSay(string text, string expected)
    {
        Hl7Message message = Reading.Read($"MSH|^~\\&|RIS||WLMSCP||{text}||ORM^O01|M1|P|2.5.1\r");

        Assert.Equal(Utc(expected), MessageTime.Find(message, Berlin, Utc("2026-11-27T20:00:00"))?.Earliest);
    }

    private static DateTime Utc(string text) => DateTime.Parse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
