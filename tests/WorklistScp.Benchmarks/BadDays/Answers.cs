namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Whether answers are right: a wrong one has no time worth a report.</summary>
internal static class Answers
{
    /// <summary>Checks a number of matches.</summary>
    /// <exception cref="BenchmarkException">It is another one.</exception>
    public static void Expect(int expected, int matches)
    {
        if (matches != expected)
        {
            throw new BenchmarkException($"{matches} matches where there are {expected}");
        }
    }
}
