using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Queries;

/// <summary>Finds date and time keys that are to be matched as one (PS3.4 C.2.2.2.5.4, table K.6-1).</summary>
internal static class CombinedDateTime
{
    /// <summary>The pair of which an attribute is the time, if the pair is matched as one; else null.</summary>
    public static DateTimePair? FindPair(DicomTag time) => DateTimePair.Find(time) is { } pair && pair.Time == time
        && (pair.Date == DicomTag.StudyDate || pair.Date == DicomTag.ScheduledProcedureStepStartDate)
            ? pair
            : null;

    /// <summary>
    /// The range from the first date at the first time to the last date at the last time; null unless both keys are one
    /// range each, that of the dates closed, or both open at the same end.
    /// </summary>
    /// <param name="dates">The range of dates; null: that key is not one.</param>
    /// <param name="times">The range of times; null: that key is not one.</param>
    public static TemporalRange? Of(TemporalRange? dates, TemporalRange? times) =>
        dates is { } days && times is { } hours && hours is not { From: null, To: null } ? Join(days, hours) : null;

    private static TemporalRange? Join(TemporalRange dates, TemporalRange times)
    {
        if (dates.HasShapeOf(times))
        {
            return new TemporalRange(dates.From + times.From, dates.To + times.To);
        }

        // At an end where no time is given, the whole day is meant.
        return dates.IsClosed
            ? new TemporalRange(
                dates.From + (times.From ?? 0), dates.To + (times.To ?? TimeSpan.TicksPerDay - 1))
            : null;
    }
}
