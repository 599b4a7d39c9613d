using System.Globalization;

namespace Wlmscp.Tests.Documentation;

/// <summary>
/// The days that dates of the README and of docs/, and of a run of their commands, are counted from. A date that is
/// shown agrees with one that is printed when they are equal, or as far from the day of their text.
/// </summary>
/// <param name="Shown">The day on which all pages were written.</param>
/// <param name="First">The day on which the run began.</param>
/// <param name="Last">The day until which it went on: midnight may have passed.</param>
internal sealed record ReadmeDays(DateOnly Shown, DateOnly First, DateOnly Last)
{
    private const string Tomorrow = "=today+1";

    /// <summary>Today, where the run is.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(DateTime.Now);

    /// <summary>The day on which the README was written, and the pages with it: its first command for tomorrow shows the day after.</summary>
    public static DateOnly ShownBy(IEnumerable<ReadmeStep> steps)
    {
        ReadmeStep step = steps.First(step => step.Command.EndsWith(Tomorrow, StringComparison.Ordinal));
        string date = ReadmeText.DatesIn(string.Join('\n', step.Output)).First();
        return Parse(date)!.Value.AddDays(-1);
    }

    /// <summary>Whether a date that is shown agrees with one that is printed; both as YYYYMMDD.</summary>
    public bool Agree(string shown, string printed) =>
        shown == printed
        || (Parse(shown) is { } a && Parse(printed) is { } b
            && (IsAsFar(a, b, First) || IsAsFar(a, b, Last)));

    private static DateOnly? Parse(string date) =>
        DateOnly.TryParseExact(date, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : null;

    private bool IsAsFar(DateOnly shown, DateOnly printed, DateOnly today) =>
        shown.DayNumber - Shown.DayNumber == printed.DayNumber - today.DayNumber;
}
