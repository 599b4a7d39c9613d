using System.Globalization;

namespace WorklistScp.Benchmarks.Reports;

/// <summary>A goal, and how far it is reached.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Target">What is wanted, in words.</param>
/// <param name="Measured">What was measured, in words; null: it was not measured.</param>
/// <param name="IsReached">Whether it is reached; null: that is not known, or nothing is wanted.</param>
internal sealed record Goal(string What, string Target, string? Measured, bool? IsReached)
{
    /// <summary>At least so many times faster, or less.</summary>
    public static Goal Times(string what, double least, string better, double? measured) =>
        new(what, $"{Plain(least)} times {better}", Text(measured, $"times {better}"), measured >= least);

    /// <summary>No more than a fixed number.</summary>
    public static Goal AtMost(string what, double most, string unit, double? measured) =>
        new(what, $"at most {Plain(most)} {unit}", Text(measured, unit), measured <= most);

    /// <summary>No longer than a fixed time.</summary>
    public static Goal Within(string what, TimeSpan most, Wait measured) =>
        new(what, $"at most {Number.Text(most)}", measured.ToString(), measured.Error is null && measured.Time <= most);

    /// <summary>Less than another measured number.</summary>
    public static Goal Less(string what, string thanWhat, string unit, double? measured, double? than) => new(
        what, $"less than {thanWhat}",
        measured is null || than is null ? null : $"{Text(measured, unit)}, against {Text(than, unit)}",
        measured < than);

    /// <summary>What could not be measured.</summary>
    public static Goal NotMeasured(string what, string why) => new(what, "–", $"not measured: {why}", null);

    private static string Plain(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string? Text(double? measured, string unit) =>
        measured is { } known ? $"{Number.Text(known)} {unit}" : null;
}
