using System.Globalization;

namespace WorklistScp.Worklist.Entries;

/// <summary>Timezone Offset From UTC (0008,0201) of queries and entries (PS3.3 C.12.1.1.8).</summary>
internal static class Timezone
{
    /// <summary>Whether an entry has a value for it, whatever it may be.</summary>
    public static bool IsNamedIn(EntryLevel top) => top.TextOf(DicomTag.TimezoneOffsetFromUTC).Count > 0;

    /// <summary>The offset that an entry names; null: none, or one that is not understood.</summary>
    public static TimeSpan? Of(EntryLevel top) =>
        top.TextOf(DicomTag.TimezoneOffsetFromUTC) is [{ } value] && TryParse(value, out TimeSpan offset)
            ? offset
            : null;

    /// <inheritdoc cref="Of(EntryLevel)"/>
    public static TimeSpan? Of(DicomDataset query) =>
        query.TryGetString(DicomTag.TimezoneOffsetFromUTC, out string? value) && TryParse(value, out TimeSpan offset)
            ? offset
            : null;

    /// <summary>Writes <c>&amp;ZZXX</c>.</summary>
    public static string ToText(TimeSpan offset) => $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}";

    /// <summary>Reads <c>&amp;ZZXX</c>: a sign, hours and minutes, from -1200 to +1400.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        text = text.Trim(' ');
        offset = default;
        if (text is not ['+' or '-', _, _, _, _]
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out int hours)
            || !int.TryParse(text[3..], NumberStyles.None, CultureInfo.InvariantCulture, out int minutes)
            || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return offset >= TimeSpan.FromHours(-12) && offset <= TimeSpan.FromHours(14);
    }
}
