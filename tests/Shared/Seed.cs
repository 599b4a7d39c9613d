using System.Globalization;

namespace WorklistScp.Tests.Shared;

/// <summary>What random tests begin with.</summary>
internal static class Seed
{
    /// <summary>Set this environment variable to repeat a run.</summary>
    public const string Variable = "WLMSCP_TEST_SEED";

    /// <summary>The seed that the environment gives, else a new one; printed, so that a run can be repeated.</summary>
    public static async Task<int> ChooseAsync()
    {
        int seed = int.TryParse(
            Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out int given)
            ? given
            : Random.Shared.Next();
        // On the console, where a run that passes shows it too.
        await Console.Out.WriteLineAsync($"{Variable}={seed}");
        return seed;
    }
}
