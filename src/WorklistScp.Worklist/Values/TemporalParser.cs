using System.Globalization;

namespace WorklistScp.Worklist.Values;

/// <summary>
/// Reads DA, TM and DT values (PS3.5 table 6.2-1) and ranges of them (PS3.4 C.2.2.2.5) as ticks of 100 ns.
/// </summary>
internal static class TemporalParser
{
    private const int TicksPerMicrosecond = 10;

    // Two DT values of 26 characters each, their padding and a hyphen; what is longer is not looked at.
    private const int MaxRangeLength = 64;

    /// <summary>Whether values of this VR are dates or times.</summary>
    public static bool Reads(DicomVR vr) =>
        vr.Form is DicomTextForm.Date or DicomTextForm.Time or DicomTextForm.DateTime;

    /// <summary>
    /// Reads a value or a range: <c>a</c>, <c>a-b</c>, <c>a-</c>, <c>-b</c>; a hyphen alone is a range open at both
    /// ends, as it is for wlmscpfs. A part left out is its start.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="vr">DA, TM or DT.</param>
    /// <param name="range">The range.</param>
    /// <param name="assumed">The offset from UTC of DT values that have none of their own.</param>
    public static bool TryParseRange(
        ReadOnlySpan<char> text, DicomVR vr, out TemporalRange range, TimeSpan assumed = default)
    {
        text = text.Trim(' ');
        if (TryParseMoment(text, vr, assumed, out long moment))
        {
            range = new TemporalRange(moment, moment);
            return true;
        }

        // In DT a hyphen is also the sign of an offset from UTC: the first that parts two values is the range's.
        for (var i = 0; i < text.Length && text.Length <= MaxRangeLength; i++)
        {
            if (text[i] == '-' && TryParseEnds(text[..i], text[(i + 1)..], vr, assumed, out range))
            {
                return true;
            }
        }

        range = default;
        return false;
    }

    /// <summary>Reads a single value. Ticks of one VR can be compared; those of DA and TM also added.</summary>
    /// <inheritdoc cref="TryParseRange"/>
    public static bool TryParse(ReadOnlySpan<char> text, DicomVR vr, out long ticks, TimeSpan assumed = default) =>
        TryParseMoment(text.Trim(' '), vr, assumed, out ticks);

    private static bool TryParseMoment(ReadOnlySpan<char> text, DicomVR vr, TimeSpan assumed, out long ticks)
    {
        if (vr == DicomVR.DA)
        {
            return TryParseDate(text, out ticks);
        }

        return vr == DicomVR.TM ? TryParseTime(text, out ticks) : TryParseDateTime(text, assumed, out ticks);
    }

    private static bool TryParseEnds(
        ReadOnlySpan<char> first, ReadOnlySpan<char> last, DicomVR vr, TimeSpan assumed, out TemporalRange range)
    {
        range = default;
        long from = 0;
        long to = 0;
        if ((!first.IsEmpty && !TryParseMoment(first, vr, assumed, out from))
            || (!last.IsEmpty && !TryParseMoment(last, vr, assumed, out to)))
        {
            return false;
        }

        range = new TemporalRange(first.IsEmpty ? null : from, last.IsEmpty ? null : to);
        return true;
    }

    // YYYYMMDD, or YYYY.MM.DD as before DICOM. Every month has 31 days, as for wlmscpfs: 20260201-20260231 asks for a
    // whole month.
    private static bool TryParseDate(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text is [_, _, _, _, '.', _, _, '.', _, _])
        {
            text = string.Concat(text[..4], text[5..7], text[8..]);
        }

        if (text.Length != 8
            || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            || !TryParsePart(text, 4, 12, out int month) || month == 0
            || !TryParsePart(text, 6, 31, out int day) || day == 0)
        {
            return false;
        }

        ticks = ((((year * 12L) + month - 1) * 31) + day - 1) * TimeSpan.TicksPerDay;
        return true;
    }

    // HH, HHMM, HHMMSS or HHMMSS.F to HHMMSS.FFFFFF; 60 is a leap second. HH:MM and HH:MM:SS are from before DICOM.
    private static bool TryParseTime(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text is [_, _, ':', _, _])
        {
            text = string.Concat(text[..2], text[3..]);
        }
        else if (text is [_, _, ':', _, _, ':', _, _, ..])
        {
            text = string.Concat(text[..2], text[3..5], text[6..]);
        }

        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        if (whole.Length is not (2 or 4 or 6) || (point >= 0 && whole.Length != 6)
            || !TryParsePart(whole, 0, 23, out int hours)
            || !TryParsePart(whole, 2, 59, out int minutes)
            || !TryParsePart(whole, 4, 60, out int seconds)
            || !TryParseFraction(point < 0 ? "0" : text[(point + 1)..], out long fraction))
        {
            return false;
        }

        ticks = (((hours * 60L) + minutes) * 60 + seconds) * TimeSpan.TicksPerSecond + fraction;
        return true;
    }

    private static bool TryParsePart(ReadOnlySpan<char> text, int start, int max, out int value)
    {
        value = 0;
        return start >= text.Length
            || (int.TryParse(text.Slice(start, 2), NumberStyles.None, CultureInfo.InvariantCulture, out value)
                && value <= max);
    }

    private static bool TryParseFraction(ReadOnlySpan<char> digits, out long ticks)
    {
        ticks = 0;
        if (digits.Length is 0 or > 6
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            return false;
        }

        ticks = value * (long)Math.Pow(10, 6 - digits.Length) * TicksPerMicrosecond;
        return true;
    }

    // YYYYMMDDHHMMSS.FFFFFF&ZZXX: from the right, parts may be left out; & is the sign of the offset from UTC.
    private static bool TryParseDateTime(ReadOnlySpan<char> text, TimeSpan assumed, out long ticks)
    {
        ticks = 0;
        if (!TryTakeOffset(ref text, assumed, out long offset) || text.Length < 4)
        {
            return false;
        }

        ReadOnlySpan<char> date = text[..Math.Min(text.Length, 8)];
        string? fullDate = date.Length switch
        {
            4 => $"{date}0101",
            6 => $"{date}01",
            8 => date.ToString(),
            _ => null,
        };
        if (!DateTime.TryParseExact(
            fullDate, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day))
        {
            return false;
        }

        long time = 0;
        if (text.Length > 8 && !TryParseTime(text[8..], out time))
        {
            return false;
        }

        ticks = day.Ticks + time - offset;
        return true;
    }

    private static bool TryTakeOffset(ref ReadOnlySpan<char> text, TimeSpan assumed, out long ticks)
    {
        ticks = assumed.Ticks;
        int sign = text.LastIndexOfAny('+', '-');
        if (sign < 0)
        {
            return true;
        }

        ReadOnlySpan<char> digits = text[(sign + 1)..];
        if (digits.Length != 4
            || !TryParsePart(digits, 0, 14, out int hours)
            || !TryParsePart(digits, 2, 59, out int minutes))
        {
            return false;
        }

        ticks = ((hours * 60) + minutes) * TimeSpan.TicksPerMinute * (text[sign] == '-' ? -1 : 1);
        text = text[..sign];
        return true;
    }
}
