using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Combined date and time matching (PS3.4 C.2.2.2.5.4): one range, from the first date at the first time to the last
/// date at the last time.
/// </summary>
/// <param name="pair">The attributes.</param>
/// <param name="range">The range.</param>
/// <param name="timezone">The query's time zone; null: it names none.</param>
internal sealed class CombinedDateTimeKey(DateTimePair pair, TemporalRange range, TimezoneAdjustment? timezone)
    : MatchingKey(pair.Date)
{
    private const int StepsOfPair = 20;

    /// <inheritdoc/>
    public override IEnumerable<string> Names => [KeyName.Of(Tag), KeyName.Of(pair.Time)];

    /// <inheritdoc/>
    public override int NameCount => 2;

    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        if (timezone is not null && timezone.TryAdjust(level, pair, out long adjustedDay, out long adjustedTime))
        {
            return range.Contains(adjustedDay + adjustedTime);
        }

        if (!level.Spend(StepsOfPair))
        {
            return false;
        }

        StringValues days = level.TextOf(pair.Date);
        StringValues hours = level.TextOf(pair.Time);
        return days.Count > 0 && hours.Count > 0
            && TemporalParser.TryParse(days[0], DicomVR.DA, out long day)
            && TemporalParser.TryParse(hours[0], DicomVR.TM, out long hour)
            && range.Contains(day + hour);
    }

    /// <inheritdoc/>
    public override void Narrow(CandidateSearch search, bool isStep)
    {
        if (isStep && Tag == DicomTag.ScheduledProcedureStepStartDate)
        {
            search.LimitStart(timezone is null
                ? range
                : range.Widen(TimezoneAdjustment.MaxTicks, TimezoneAdjustment.MaxTicks));
        }
    }

    /// <inheritdoc/>
    public override KeyMismatch Explain(DicomDataset query, EntryLevel level)
    {
        var mismatch = new KeyMismatch(
            [Tag],
            Both(ValueText.Of(query, pair.Date), ValueText.Of(query, pair.Time)) ?? "",
            Both(ValueText.Of(level, pair.Date), ValueText.Of(level, pair.Time)))
        {
            Time = pair.Time,
        };
        return timezone is not null && timezone.TryAdjust(level, pair, out _, out _)
            ? timezone.Explain(mismatch, level)
            : mismatch;
    }

    private static string? Both(string? day, string? hour) =>
        day is null && hour is null ? null : $"{day} {hour}".Trim(' ');
}
