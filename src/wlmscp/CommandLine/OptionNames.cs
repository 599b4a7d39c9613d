using System.CommandLine;

namespace Wlmscp.CommandLine;

/// <summary>How an option is written.</summary>
internal static class OptionNames
{
    /// <summary>The short forms, such as <c>-dfp</c>.</summary>
    public static IEnumerable<string> Short(Option option) => option.Aliases.Where(name => !IsLong(name));

    /// <summary>The long forms, such as <c>--dir</c>.</summary>
    public static IEnumerable<string> Long(Option option) => option.Aliases.Where(IsLong).Prepend(option.Name);

    /// <summary>Whether a word is a form of an option.</summary>
    public static bool Names(Option option, string word) => option.Name == word || option.Aliases.Contains(word);

    private static bool IsLong(string name) => name.StartsWith("--", StringComparison.Ordinal);
}
