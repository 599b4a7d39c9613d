using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Single value and range matching of dates and times (PS3.4 C.2.2.2.1, C.2.2.2.5): one of the entry's values must lie
/// in one of the ranges.
/// </summary>
internal sealed class TemporalKey(DicomTag tag, DicomVR vr, TemporalRange[] ranges) : MatchingKey(tag)
{
    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        foreach (string? value in level.TextOf(Tag))
        {
            if (TemporalParser.TryParse(value, vr, out long moment) && IsInRange(moment))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override void Narrow(CandidateSearch search, bool isStep)
    {
        if (isStep && Tag == DicomTag.ScheduledProcedureStepStartDate)
        {
            long first = ranges.Select(range => range.From ?? long.MinValue).DefaultIfEmpty(long.MaxValue).Min();
            long last = ranges.Select(range => range.To ?? long.MaxValue).DefaultIfEmpty(long.MinValue).Max();
            // The time may be any of that day, a leap second too.
            search.LimitStart(first, last > long.MaxValue - TimeSpan.TicksPerDay ? last : last + TimeSpan.TicksPerDay);
        }
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
