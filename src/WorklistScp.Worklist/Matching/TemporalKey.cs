namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Single value and range matching of dates and times (PS3.4 C.2.2.2.1, C.2.2.2.5): one of the entry's values must lie
/// in one of the ranges.
/// </summary>
internal sealed class TemporalKey(DicomTag tag, DicomVR vr, TemporalRange[] ranges) : MatchingKey(tag)
{
    /// <inheritdoc/>
    public override bool Matches(DicomDataset level)
    {
        foreach (string value in TextValues.Of(level, Tag))
        {
            if (TemporalParser.TryParse(value, vr, out long moment)
                && Array.Exists(ranges, range => range.Contains(moment)))
            {
                return true;
            }
        }

        return false;
    }
}
