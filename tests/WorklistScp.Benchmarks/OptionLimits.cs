using System.CommandLine;

namespace WorklistScp.Benchmarks;

/// <summary>Checks of the values of options.</summary>
internal static class OptionLimits
{
    /// <summary>Refuses lesser numbers.</summary>
    public static void AtLeast(this Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < least)
        {
            result.AddError($"{option.Name}: expected a number from {least}");
        }
    });

    /// <summary>Refuses lesser numbers.</summary>
    public static void AtLeast(this Option<int[]> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int[]>()!.Any(number => number < least))
        {
            result.AddError($"{option.Name}: expected numbers from {least}");
        }
    });
}
