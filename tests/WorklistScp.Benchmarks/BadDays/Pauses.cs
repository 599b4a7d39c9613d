namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Time in which nothing is asked.</summary>
internal static class Pauses
{
    /// <summary>Lets it pass.</summary>
    public static void For(TimeSpan time) => Task.Delay(time).GetAwaiter().GetResult();
}
