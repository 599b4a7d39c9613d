using System.CommandLine;
using System.CommandLine.Parsing;

namespace Wlmscp.CommandLine;

/// <summary>Arguments and options that several commands have, each defined once.</summary>
internal static class ToolWords
{
    private const int MostKeys = 1000;
    private const int MostPaths = 100_000; // the most that the parser takes

    /// <summary>The option <c>--json</c>.</summary>
    /// <param name="what">What it prints.</param>
    public static Option<bool> Json(string what = "JSON") => ValueParsers.Flag("--json", $"print {what}");

    /// <summary>The option <c>--dry-run</c>.</summary>
    public static Option<bool> DryRun() => ValueParsers.Flag("--dry-run", "show what would be done, and do nothing");

    /// <summary>The option <c>--config</c>.</summary>
    /// <param name="description">What it is for.</param>
    public static Option<string?> Config(
        string description = "JSON file that says more than options can, such as rules for HL7 (default: none)") =>
        ValueParsers.Text("--config", "FILE", description);

    /// <summary>The storage area.</summary>
    public static Argument<string> Area()
    {
        var area = new Argument<string>("AREA") { Description = "the directory of the storage area" };
        area.Validators.Add(RefuseKey);
        return area;
    }

    /// <summary>Adds an error where <c>KEY=VALUE</c> stands in place of an argument that was forgotten.</summary>
    public static void RefuseKey(ArgumentResult result)
    {
        // It may be a patient's; it is not said again.
        if (result is { Tokens: [{ Value: var word }, ..], Parent: CommandResult { Command: var command } }
            && word.Contains('=') && !Path.Exists(word))
        {
            result.AddError($"{CommandName.Of(command)}: no {result.Argument.Name} before KEY=VALUE, expected one");
        }
    }

    /// <summary>The SOP Instance UID of a performed step.</summary>
    public static Argument<string> SOPInstance() => new("UID") { Description = "SOP Instance UID of the performed step" };

    /// <summary>Keys with their values.</summary>
    /// <param name="fewest">How many there must be.</param>
    /// <param name="description">What they are for.</param>
    public static Argument<string[]> Keys(int fewest, string description = "what entries have to match") =>
        new("KEY=VALUE...") { Description = description, Arity = new ArgumentArity(fewest, MostKeys) };

    /// <summary>An option that attributes with their values follow.</summary>
    public static Option<string[]> Assignments(string name, string description) => new(name)
    {
        HelpName = "KEY=VALUE...",
        Description = description,
        Arity = new ArgumentArity(1, MostKeys),
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Files, directories, or words that stand in place of one.</summary>
    public static Argument<string[]> Paths(string name, int fewest, string description) =>
        new(name) { Description = description, Arity = new ArgumentArity(fewest, MostPaths) };

    /// <summary>Adds an error where a word is empty, as a variable of a script is that was never set.</summary>
    public static void RefuseEmpty(CommandResult result)
    {
        if (result.Children.OfType<ArgumentResult>()
            .FirstOrDefault(argument => argument.Tokens.Any(token => token.Value.Length == 0)) is { } empty)
        {
            string name = CommandName.Of(result.Command);
            result.AddError($"{name}: {empty.Argument.Name}: '', expected a word; is a variable not set?");
        }
    }

    /// <summary>
    /// Adds an error where an option that is not known stands among the words of arguments: the parser takes any word
    /// for one.
    /// </summary>
    public static void RefuseUnknownOption(CommandResult result)
    {
        string? option = result.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).FirstOrDefault(word => word is ['-' or '+', _, ..]);
        if (option is not null)
        {
            result.AddError(UsageError.UnknownOption(option, result.Command));
        }
    }
}
