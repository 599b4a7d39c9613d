using System.Globalization;
using Spectre.Console;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Start;

/// <summary>The table of a measurement of starts.</summary>
internal static class StartReport
{
    /// <summary>Makes it; the last program is what the others are compared with.</summary>
    public static Table Create(IReadOnlyList<StartTimes> times)
    {
        Table table = new Table().AddColumns(
            "from process start to", "program", "p50 ms", "min ms", "max ms", "times faster");
        AddRows(table, times, "listening", program => program.Listening);
        AddRows(table, times, "association accepted", program => program.Associated);
        return table;
    }

    private static void AddRows(
        Table table, IReadOnlyList<StartTimes> times, string what, Func<StartTimes, List<TimeSpan>> select)
    {
        double reference = new Distribution(select(times[^1])).P50;
        foreach (StartTimes program in times)
        {
            var distribution = new Distribution(select(program));
            table.AddRow(
                what, program.Program.Name, Text(distribution.P50), Text(distribution.Min), Text(distribution.Max),
                Text(reference / distribution.P50));
        }
    }

    private static string Text(double number) => number.ToString("F1", CultureInfo.InvariantCulture);
}
