using System.Globalization;
using System.Text.RegularExpressions;

namespace WorklistScp.Worklist.Assignments;

/// <summary>
/// Dates that are relative to this day: <c>today</c>, <c>today+1</c>, <c>today-7</c>, and ranges of them such as
/// <c>today-today+7</c>.
/// </summary>
internal static partial class RelativeDate
{
    /// <summary>Puts dates in place of the words; the rest stays.</summary>
    public static string Resolve(string value, DateOnly today) => Word().Replace(value, match =>
    {
        string days = match.Groups[1].Value;
        int offset = days.Length == 0
            ? 0
            : int.Parse(days, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return today.AddDays(offset).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
    });

    [GeneratedRegex("today([+-][0-9]{1,4})?", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
