using System.CommandLine;

namespace Wlmscp.Commands.Editing;

/// <summary>The arguments that commands on a storage area share.</summary>
internal static class AreaArguments
{
    /// <summary>The most keys, and the most new values, of one command.</summary>
    public const int MostKeys = 1000;

    /// <summary>The storage area.</summary>
    public static Argument<string> Area() => new("AREA") { Description = "the directory of the storage area" };

    /// <summary>Keys with their values.</summary>
    /// <param name="fewest">How many there must be.</param>
    public static Argument<string[]> Keys(int fewest) => new("KEY=VALUE...")
    {
        Description = "what entries have to match",
        Arity = new ArgumentArity(fewest, MostKeys),
    };
}
