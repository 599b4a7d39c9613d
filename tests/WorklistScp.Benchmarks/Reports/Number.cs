using System.Globalization;

namespace WorklistScp.Benchmarks.Reports;

/// <summary>Numbers in reports.</summary>
internal static class Number
{
    /// <summary>With about three significant digits.</summary>
    public static string Text(double number) => number.ToString(
        number switch { >= 100 => "N0", >= 10 => "F1", >= 1 => "F2", _ => "F3" }, CultureInfo.InvariantCulture);

    /// <summary>With about three significant digits, or a dash if there is none.</summary>
    public static string Text(double? number) => number is { } known ? Text(known) : "–";

    /// <summary>A count.</summary>
    public static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time, in the unit that suits it.</summary>
    public static string Text(TimeSpan time) => time.TotalSeconds >= 1
        ? $"{Text(time.TotalSeconds)} s"
        : $"{Text(time.TotalMilliseconds)} ms";
}
