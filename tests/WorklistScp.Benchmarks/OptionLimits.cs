using System.CommandLine;

namespace WorklistScp.Benchmarks;

/// <summary>Options with numbers, and checks of their values.</summary>
internal static class OptionLimits
{
    /// <summary>An option with a number.</summary>
    public static Option<int> Number(string name, string description, int usual, int least)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AtLeast(least);
        return option;
    }

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
