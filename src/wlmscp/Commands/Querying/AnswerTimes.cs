using System.Diagnostics;
using System.Globalization;

namespace Wlmscp.Commands.Querying;

/// <summary>How long answers took.</summary>
internal sealed class AnswerTimes
{
    private readonly List<TimeSpan> _times = [];

    /// <summary>Adds one that has just come.</summary>
    /// <param name="start">The <see cref="Stopwatch"/>'s time when it was asked for.</param>
    /// <returns>The time, as text.</returns>
    public string Add(long start)
    {
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        _times.Add(time);
        return Text(time);
    }

    /// <summary>A line about all of them; there must be one at least.</summary>
    public string Summarize()
    {
        TimeSpan[] sorted = [.. _times.Order()];
        TimeSpan median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        string answers = sorted.Length == 1 ? "1 answer" : $"{sorted.Length} answers";
        return $"{answers}: min {Text(sorted[0])}, median {Text(median)}, max {Text(sorted[^1])}";
    }

    private static string Text(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms");
}
