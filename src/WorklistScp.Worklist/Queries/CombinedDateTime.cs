using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Queries;

/// <summary>Finds date and time keys that are to be matched as one (PS3.4 C.2.2.2.5.4).</summary>
internal static class CombinedDateTime
{
    private static readonly (DicomTag Date, DicomTag Time)[] Pairs =
    [
        (DicomTag.StudyDate, DicomTag.StudyTime),
        (DicomTag.ScheduledProcedureStepStartDate, DicomTag.ScheduledProcedureStepStartTime),
    ];

    /// <summary>Whether the tag is the time of a pair, and which date it belongs to.</summary>
    public static bool TryFindDate(DicomTag time, out DicomTag date)
    {
        foreach ((DicomTag Date, DicomTag Time) pair in Pairs)
        {
            if (pair.Time == time)
            {
                date = pair.Date;
                return true;
            }
        }

        date = default;
        return false;
    }

    /// <summary>Makes the combined key when both are one range each, of the same shape; else null.</summary>
    public static CombinedDateTimeKey? Of(DicomDataset level, DicomTag date, DicomTag time) =>
        TryFindRange(level, date, DicomVR.DA, out TemporalRange dates)
        && TryFindRange(level, time, DicomVR.TM, out TemporalRange times)
        && dates.HasShapeOf(times)
            ? new CombinedDateTimeKey(date, time, dates, times)
            : null;

    private static bool TryFindRange(DicomDataset level, DicomTag tag, DicomVR vr, out TemporalRange range)
    {
        range = default;
        return TextValues.Of(level, tag) is [{ } value] && value.Contains('-')
            && TemporalParser.TryParseRange(value, vr, out range);
    }
}
