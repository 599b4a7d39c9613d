using System.CommandLine;
using WorklistScp.Worklist.Matching;

namespace Wlmscp.CommandLine.Options;

/// <summary><c>--name-matching</c>, of the daemon and of commands that match as it does.</summary>
internal static class NameMatchingOption
{
    /// <summary>Makes the option.</summary>
    public static Option<NameMatching?> Create() => ValueParsers.Choice<NameMatching>(
        "--name-matching", "HOW", "how names are compared: case-insensitive (default), accent-insensitive, exact",
        [
            ("case-insensitive", NameMatching.IgnoreCase),
            ("accent-insensitive", NameMatching.IgnoreAccents),
            ("exact", NameMatching.Exact),
        ]);
}
