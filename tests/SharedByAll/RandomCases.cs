using System.Globalization;
using System.Runtime.CompilerServices;
using CsCheck;

namespace WorklistScp.Tests.Shared;

/// <summary>How many cases random tests try.</summary>
internal static class RandomCases
{
    private const string Variable = "WLMSCP_TEST_RANDOM_TIMES";

    /// <summary>By how much the environment multiplies their number.</summary>
    public static int Times { get; } =
        int.Parse(Environment.GetEnvironmentVariable(Variable) ?? "1", CultureInfo.InvariantCulture);

    /// <summary>The number of cases of a test that usually tries so many.</summary>
    public static int Of(int usual) => checked(usual * Times);

    // Tests of CsCheck that give no number.
    [ModuleInitializer]
    internal static void MultiplyDefault() => Check.Iter *= Times;
}
