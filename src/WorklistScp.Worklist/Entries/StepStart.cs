using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Entries;

/// <summary>The Scheduled Procedure Step Start Date and Time of an entry.</summary>
/// <param name="Ticks">
/// Both together in ticks of 100 ns, of the first step's first values; what is missing or malformed counts as 0.
/// </param>
/// <param name="IsOnly">Whether the entry has no other start date: no second step, and no second value.</param>
internal readonly record struct StepStart(long Ticks, bool IsOnly)
{
    /// <summary>The moment, by the clock on the wall; null without a valid date.</summary>
    public DateTime? Moment => WallClock.ToMoment(Ticks);

    public static StepStart Of(WorklistEntry entry)
    {
        EntryLevel.ItemEnumerator steps = entry.Level.ItemsOf(DicomTag.ScheduledProcedureStepSequence);
        if (!steps.MoveNext())
        {
            return new StepStart(0, IsOnly: true);
        }

        StringValues dates = steps.Current.TextOf(DicomTag.ScheduledProcedureStepStartDate);
        StringValues times = steps.Current.TextOf(DicomTag.ScheduledProcedureStepStartTime);
        long ticks = TicksOf(dates, DicomVR.DA) + TicksOf(times, DicomVR.TM);
        return new StepStart(ticks, dates.Count <= 1 && times.Count <= 1 && !steps.MoveNext());
    }

    private static long TicksOf(StringValues values, DicomVR vr) =>
        values.Count > 0 && TemporalParser.TryParse(values[0], vr, out long ticks) ? ticks : 0;
}
