namespace WorklistScp.Worklist.Values;

/// <summary>
/// Turns dates with times, in the ticks of <see cref="TemporalParser"/>, to which every month has 31 days, into those of
/// the calendar and back.
/// </summary>
internal static class WallClock
{
    private const int DaysOfMonth = 31;

    /// <summary>The moment, by the clock on the wall; null if the year is none. The 31st of a month is its last day.</summary>
    public static DateTime? ToMoment(long ticks)
    {
        long days = ticks / TimeSpan.TicksPerDay;
        var month = (int)(days / DaysOfMonth);
        int year = month / 12;
        if (year is < 1 or > 9999)
        {
            return null;
        }

        month = (month % 12) + 1;
        int day = Math.Min((int)(days % DaysOfMonth) + 1, DateTime.DaysInMonth(year, month));
        return new DateTime(year, month, day).AddTicks(ticks % TimeSpan.TicksPerDay);
    }

    /// <summary>The ticks of a day, its time left aside.</summary>
    public static long TicksOfDay(DateTime moment) =>
        ((((moment.Year * 12L) + moment.Month - 1) * DaysOfMonth) + moment.Day - 1) * TimeSpan.TicksPerDay;
}
