using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Combined date and time matching (PS3.4 C.2.2.2.5.4): the range goes from the first date at the first time to the
/// last date at the last time.
/// </summary>
internal sealed class CombinedDateTimeKey(DicomTag date, DicomTag time, TemporalRange dates, TemporalRange times)
    : MatchingKey(date)
{
    private readonly TemporalRange _range = new(dates.From + times.From, dates.To + times.To);

    /// <inheritdoc/>
    public override IEnumerable<string> Names => [KeyName.Of(Tag), KeyName.Of(time)];

    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        StringValues days = level.TextOf(Tag);
        StringValues hours = level.TextOf(time);
        return days.Count > 0 && hours.Count > 0
            && TemporalParser.TryParse(days[0], DicomVR.DA, out long day)
            && TemporalParser.TryParse(hours[0], DicomVR.TM, out long hour)
            && _range.Contains(day + hour);
    }

    /// <inheritdoc/>
    public override void Narrow(CandidateSearch search, bool isStep)
    {
        if (isStep && Tag == DicomTag.ScheduledProcedureStepStartDate)
        {
            search.LimitStart(_range.From ?? long.MinValue, _range.To ?? long.MaxValue);
        }
    }

    /// <inheritdoc/>
    public override KeyMismatch Explain(DicomDataset query, EntryLevel level) => new(
        [Tag],
        Both(ValueText.Of(query, Tag), ValueText.Of(query, time)) ?? "",
        Both(ValueText.Of(level, Tag), ValueText.Of(level, time)))
    {
        Time = time,
    };

    private static string? Both(string? day, string? hour) =>
        day is null && hour is null ? null : $"{day} {hour}".Trim(' ');
}
