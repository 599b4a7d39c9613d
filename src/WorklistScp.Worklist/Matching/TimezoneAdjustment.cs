using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Brings dates and times of entries into the time zone of a query, so that instants are compared (PS3.4 K.4.1.1.3.2).
/// </summary>
/// <param name="asked">The offset from UTC that the query names.</param>
internal sealed class TimezoneAdjustment(TimeSpan asked)
{
    /// <summary>
    /// How far the start of an entry may move by it, in the ticks of <see cref="TemporalParser"/>: two days, and those
    /// that February lacks.
    /// </summary>
    public const long MaxTicks = 5 * TimeSpan.TicksPerDay;

    /// <summary>The offset from UTC that the query names.</summary>
    public TimeSpan Asked => asked;

    /// <summary>
    /// The day, and the time on it, that clocks show in the query's time zone; false where the entry names no time zone,
    /// or has no such date with a time: then they are compared as they stand.
    /// </summary>
    public bool TryAdjust(EntryLevel level, DateTimePair pair, out long day, out long time)
    {
        (day, time) = (0, 0);
        if (level.Timezone is not { } own
            || level.TextOf(pair.Date) is not [{ } date, ..] || level.TextOf(pair.Time) is not [{ } hour, ..]
            || !TemporalParser.TryParse(date, DicomVR.DA, out long ownDay)
            || !TemporalParser.TryParse(hour, DicomVR.TM, out long ownTime)
            || WallClock.ToMoment(ownDay + ownTime) is not { } moment
            || moment.Year is 1 or 9999)
        {
            return false;
        }

        moment += asked - own;
        (day, time) = (WallClock.TicksOfDay(moment), moment.TimeOfDay.Ticks);
        return true;
    }

    /// <summary>Adds the time zones to what is said of a key, where entries name one.</summary>
    public KeyMismatch Explain(KeyMismatch mismatch, EntryLevel level) => level.Timezone is { } own
        ? mismatch with { Asked = $"{mismatch.Asked} {Text(asked)}", Found = $"{mismatch.Found} {Text(own)}" }
        : mismatch;

    /// <summary>
    /// What a DT value without an offset of its own is taken to have: that of the entry, else that of the query.
    /// </summary>
    public TimeSpan OffsetOf(EntryLevel level) => level.Timezone ?? asked;

    private static string Text(TimeSpan offset) => $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}";
}
