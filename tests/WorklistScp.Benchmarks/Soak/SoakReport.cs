using System.Globalization;
using Spectre.Console;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>The words for what happened.</summary>
internal static class SoakReport
{
    /// <summary>The line of an interval.</summary>
    /// <param name="elapsed">The time from the start to its end.</param>
    /// <param name="interval">The interval.</param>
    public static string Line(TimeSpan elapsed, SoakInterval interval) => string.Create(
        CultureInfo.InvariantCulture,
        $"{elapsed.TotalSeconds,5:F0} s: {interval.Queries / interval.Duration.TotalSeconds,6:F0} queries/s"
        + $" {interval.Changes / interval.Duration.TotalSeconds,5:F0} changes/s"
        + $" p50 {interval.P50:F2} ms p99 {interval.P99:F2} ms memory {interval.Memory:F1} MB"
        + $" wrong {interval.Wrong} failures {interval.Failures}");

    /// <summary>The table of all.</summary>
    public static Table Table(SoakSettings settings, SoakResult result)
    {
        double seconds = result.Duration.TotalSeconds;
        double[] memory = [.. result.Intervals.Select(interval => interval.Memory)];
        Table table = new Table().AddColumns("soak", "");
        Add(table, "associations", settings.Associations, "F0");
        Add(table, "entries", settings.Entries, "F0");
        Add(table, "writers", settings.Writers, "F0");
        Add(table, "seconds", seconds, "F0");
        Add(table, "queries", result.Queries, "F0");
        Add(table, "queries/s", result.Queries / seconds, "F0");
        Add(table, "changes", result.Changes, "F0");
        Add(table, "changes/s", result.Changes / seconds, "F0");
        Add(table, "p50 ms, worst interval", result.Intervals.Max(interval => interval.P50), "F2");
        Add(table, "p99 ms, worst interval", result.Intervals.Max(interval => interval.P99), "F2");
        Add(table, "slowest answer ms", result.Intervals.Max(interval => interval.Max), "F2");
        Add(table, "memory MB, first interval", memory[0], "F1");
        if (result.MemoryAfterWarmUp is { } warm)
        {
            Add(table, "memory MB, after 5 minutes", warm, "F1");
        }

        Add(table, "memory MB, highest", memory.Max(), "F1");
        Add(table, "memory MB, last interval", memory[^1], "F1");
        Add(table, "open files, before", result.OpenFilesBefore, "F0");
        Add(table, "open files, after", result.OpenFilesAfter, "F0");
        Add(table, "wrong answers", result.Wrong, "F0");
        Add(table, "failures", result.Failures, "F0");
        return table;
    }

    private static void Add(Table table, string what, double number, string format) =>
        table.AddRow(what, number.ToString(format, CultureInfo.InvariantCulture));
}
