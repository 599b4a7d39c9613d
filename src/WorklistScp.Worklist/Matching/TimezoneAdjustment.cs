using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Brings dates and times of entries into the time zone of a query, so that instants are compared (PS3.4 K.4.1.1.3.2).
/// </summary>
/// <param name="asked">The offset from UTC that the query names.</param>
/// <param name="local">The time zone of entries that name none; null: they are compared as they stand.</param>
internal sealed class TimezoneAdjustment(TimeSpan asked, TimeZoneInfo? local)
{
    /// <summary>
    /// How far the start of an entry may move by it, in the ticks of <see cref="TemporalParser"/>: two days, and those
    /// that February lacks.
    /// </summary>
    public const long MaxTicks = 5 * TimeSpan.TicksPerDay;

    // Two values are read, and the rules of a time zone asked.
    private const int Steps = 100;

    /// <summary>The offset from UTC that the query names.</summary>
    public TimeSpan Asked => asked;

    /// <summary>
    /// The day, and the time on it, that clocks show in the query's time zone; false where that of the entry is not known,
    /// or it has no such date with a time: then they are compared as they stand.
    /// </summary>
    public bool TryAdjust(EntryLevel level, DateTimePair pair, out long day, out long time)
    {
        (day, time) = (0, 0);
        TimeSpan? own = level.Timezone;
        if ((own is null && local is null)
            || !level.Spend(Steps)
            || level.TextOf(pair.Date) is not [{ } date, ..] || level.TextOf(pair.Time) is not [{ } hour, ..]
            || !TemporalParser.TryParse(date, DicomVR.DA, out long ownDay)
            || !TemporalParser.TryParse(hour, DicomVR.TM, out long ownTime)
            || WallClock.ToMoment(ownDay + ownTime) is not { } moment
            || moment.Year is 1 or 9999)
        {
            return false;
        }

        moment += asked - (own ?? local!.GetUtcOffset(moment));
        (day, time) = (WallClock.TicksOfDay(moment), moment.TimeOfDay.Ticks);
        return true;
    }

    /// <summary>Adds the time zones to what is said of a key, where entries name one.</summary>
    public KeyMismatch Explain(KeyMismatch mismatch, EntryLevel level) => ZoneOf(level) is { } own
        ? mismatch with { Asked = $"{mismatch.Asked} {Timezone.ToText(asked)}", Found = $"{mismatch.Found} {Timezone.ToText(own)}" }
        : mismatch;

    /// <summary>
    /// What a DT value without an offset of its own is taken to have: that of the entry, else that of the query.
    /// </summary>
    public TimeSpan OffsetOf(EntryLevel level) => ZoneOf(level) ?? asked;

    private TimeSpan? ZoneOf(EntryLevel level) => local is null ? level.Timezone : level.TimezoneIn(local);
}
