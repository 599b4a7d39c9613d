using System.Diagnostics;

namespace WorklistScp.Tests.Shared;

/// <summary>Waits for what another process or flow does.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Looks every 10 ms; fails after 30 s.</summary>
    public static Task IsTrueAsync(Func<bool> condition, string what) =>
        IsTrueAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="IsTrueAsync(Func{bool}, string)"/>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        var waiting = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waiting.Elapsed < Limit, $"{what}: did not come");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
