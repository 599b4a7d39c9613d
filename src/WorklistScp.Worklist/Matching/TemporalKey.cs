using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Single value and range matching of dates and times (PS3.4 C.2.2.2.1, C.2.2.2.5): one of the entry's values must lie
/// in one of the ranges.
/// </summary>
/// <param name="tag">The attribute.</param>
/// <param name="vr">DA, TM or DT.</param>
/// <param name="ranges">The ranges.</param>
/// <param name="timezone">The query's time zone; null: it names none.</param>
internal sealed class TemporalKey(
    DicomTag tag, DicomVR vr, TemporalRange[] ranges, TimezoneAdjustment? timezone) : MatchingKey(tag)
{
    private const int StepsOfValue = 10;

    private readonly DateTimePair? _pair = timezone is null ? null : DateTimePair.Find(tag);

    /// <summary>The range, where the query has one value, and it is one; else null.</summary>
    public TemporalRange? OnlyRange { get; init; }

    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        if (_pair is not null && timezone!.TryAdjust(level, _pair, out long day, out long time))
        {
            return IsInRange(Tag == _pair.Date ? day : time);
        }

        TimeSpan offset = vr == DicomVR.DT && timezone is not null ? timezone.OffsetOf(level) : default;
        StringValues values = level.TextOf(Tag);
        var hasMoment = false;
        foreach (string? value in values)
        {
            if (!level.Spend(StepsOfValue + ranges.Length))
            {
                return false;
            }

            if (TemporalParser.TryParse(value, vr, out long moment, offset))
            {
                if (IsInRange(moment))
                {
                    return true;
                }

                hasMoment = true;
            }
        }

        return MatchesAbsence && !hasMoment; // what is no date says nothing
    }

    /// <inheritdoc/>
    public override void Narrow(CandidateSearch search, bool isStep)
    {
        if (isStep && Tag == DicomTag.ScheduledProcedureStepStartDate)
        {
            // The time may be any of that day, a leap second too.
            TemporalRange all = TemporalRange.Around(ranges).Widen(0, TimeSpan.TicksPerDay);
            all = timezone is null ? all : all.Widen(TimezoneAdjustment.MaxTicks, TimezoneAdjustment.MaxTicks);
            search.LimitStart(all);
        }
    }

    /// <inheritdoc/>
    public override KeyMismatch Explain(DicomDataset query, EntryLevel level)
    {
        KeyMismatch mismatch = base.Explain(query, level);
        return _pair is not null && timezone!.TryAdjust(level, _pair, out _, out _)
            ? timezone.Explain(mismatch, level)
            : mismatch;
    }

    private bool IsInRange(long moment)
    {
        foreach (TemporalRange range in ranges)
        {
            if (range.Contains(moment))
            {
                return true;
            }
        }

        return false;
    }
}
