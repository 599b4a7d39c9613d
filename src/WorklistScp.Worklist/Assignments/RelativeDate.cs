using System.Globalization;
using System.Text.RegularExpressions;

namespace WorklistScp.Worklist.Assignments;

/// <summary>
/// Dates that are relative to this day: <c>today</c>, <c>yesterday</c>, <c>tomorrow</c>, <c>today+1</c>, <c>today-7</c>, and
/// ranges of them such as <c>today-today+7</c>; times that are relative to now and of this day: <c>now</c>, <c>now+2h</c>,
/// <c>now-30m</c>, and ranges of them. In any letter case.
/// </summary>
internal static partial class RelativeDate
{
    /// <summary>Puts dates in place of the words; the rest stays.</summary>
    public static string ResolveDate(string value, DateTime now) => DateWord().Replace(value, match =>
    {
        int offset = match.Groups[1].Value.ToUpperInvariant() switch { "YESTERDAY" => -1, "TOMORROW" => 1, _ => 0 };
        return now.Date.AddDays(offset + NumberOf(match.Groups[2])).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
    });

    /// <summary>Puts times in place of the words, the first or last of this day at most; the rest stays.</summary>
    public static string ResolveTime(string value, DateTime now) => TimeWord().Replace(value, match =>
    {
        int number = NumberOf(match.Groups[1]);
        TimeSpan offset = match.Groups[2].Value is "h" or "H" ? TimeSpan.FromHours(number) : TimeSpan.FromMinutes(number);
        DateTime time = now + offset;
        return time.Date < now.Date ? "000000"
            : time.Date > now.Date ? "235959"
            : time.ToString("HHmmss", CultureInfo.InvariantCulture);
    });

    private static int NumberOf(Group group) => group.Length == 0
        ? 0
        : int.Parse(group.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    // More digits behind a hyphen are the end of a range.
    [GeneratedRegex(
        "(today|yesterday|tomorrow)(?:([+-][0-9]{1,4})(?![0-9]))?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DateWord();

    [GeneratedRegex("now(?:([+-][0-9]{1,4})([hm]))?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TimeWord();
}
