using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WorklistScp.Worklist.Profiles;

/// <summary>Days around this one: <c>-1d..+2d</c> is from yesterday to the day after tomorrow.</summary>
/// <param name="First">The first, in days from this one.</param>
/// <param name="Last">The last, in days from this one.</param>
public sealed record DateWindow(int First, int Last)
{
    /// <summary>What <see cref="TryParse"/> reads.</summary>
    public const string Expected = "days around this one such as -1d..+2d, or 0d..0d for this one";

    private const int MostDays = 9999;
    private const string Separator = "..";

    /// <summary>Reads a window.</summary>
    /// <param name="text">The text.</param>
    /// <param name="window">What it says.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out DateWindow? window)
    {
        int separator = text.IndexOf(Separator, StringComparison.Ordinal);
        window = separator > 0 && TryParseDays(text.AsSpan(0, separator), out int first)
            && TryParseDays(text.AsSpan(separator + Separator.Length), out int last) && first <= last
                ? new DateWindow(first, last)
                : null;
        return window is not null;
    }

    /// <summary>Whether a moment is on one of the days.</summary>
    /// <param name="moment">The moment, by the clock on the wall.</param>
    /// <param name="now">The time on the wall.</param>
    public bool Contains(DateTime moment, DateTime now) => moment.Date >= Day(now, First) && moment.Date <= Day(now, Last);

    /// <summary>Whether there is a day in both.</summary>
    public bool Overlaps(DateWindow other) => First <= other.Last && other.First <= Last;

    /// <summary>The days as a range of VR DA (PS3.4 C.2.2.2.5).</summary>
    /// <param name="now">The time on the wall.</param>
    public string ToRange(DateTime now) => string.Create(
        CultureInfo.InvariantCulture, $"{Day(now, First):yyyyMMdd}-{Day(now, Last):yyyyMMdd}");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First:+0;-0;0}d..{Last:+0;-0;0}d");

    // No farther than there are years.
    private static DateTime Day(DateTime now, int days)
    {
        DateTime day = now.Date;
        return days < 0 && (day - DateTime.MinValue).Days < -days ? DateTime.MinValue
            : days > 0 && (DateTime.MaxValue - day).Days < days ? DateTime.MaxValue.Date
            : day.AddDays(days);
    }

    private static bool TryParseDays(ReadOnlySpan<char> text, out int days)
    {
        days = 0;
        return text is [.. var number, 'd']
            && int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out days)
            && days is >= -MostDays and <= MostDays;
    }
}
