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
    public override bool Matches(DicomDataset level) =>
        TextValues.Of(level, Tag) is [string day, ..]
        && TextValues.Of(level, time) is [string hour, ..]
        && TemporalParser.TryParse(day, DicomVR.DA, out long dayTicks)
        && TemporalParser.TryParse(hour, DicomVR.TM, out long hourTicks)
        && _range.Contains(dayTicks + hourTicks);

    /// <inheritdoc/>
    public override KeyMismatch Explain(DicomDataset query, DicomDataset level) =>
        new([Tag], Both(query) ?? "", Both(level));

    private string? Both(DicomDataset level) =>
        level.Contains(Tag) || level.Contains(time)
            ? $"{ValueText.Of(level, Tag)} {ValueText.Of(level, time)}".Trim(' ')
            : null;
}
