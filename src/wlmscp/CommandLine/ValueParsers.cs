using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Wlmscp.CommandLine;

/// <summary>Makes options whose errors name the option, the value and what would be right.</summary>
internal static class ValueParsers
{
    // Such as the CR of a text file that a script took the number from.
    private const NumberStyles AroundNumbers = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>An option without argument.</summary>
    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An option with a value; given several times, the last one counts, as in DCMTK.</summary>
    public static Option<T> Value<T>(
        string name, string argument, string description, Func<string, Parsed<T>> parse, params string[] aliases) =>
        new(name, aliases)
        {
            HelpName = argument,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            CustomParser = result => Take(result, name, parse),
        };

    /// <summary>An option with a value that may be given several times; each counts.</summary>
    public static Option<Several<T>?> Values<T>(
        string name, string argument, string description, Func<string, Parsed<T>> parse) =>
        new(name)
        {
            HelpName = argument,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            CustomParser = result => new Several<T>(
                [.. result.Tokens.Select(token => Take(result, token.Value, name, parse))]),
        };

    /// <summary>Reads an AE title.</summary>
    public static Parsed<string?> ParseAETitle(string value) =>
        AETitle.TryParse(value, out string? title) ? new(title) : new(null, AETitle.Expected);

    /// <summary>An option with a text that is not empty.</summary>
    public static Option<string?> Text(
        string name, string argument, string description, params string[] aliases) =>
        Text(name, argument, description, value => ParseText(value, argument), aliases);

    /// <summary>An option with a text of some form.</summary>
    public static Option<string?> Text(
        string name, string argument, string description, Func<string, Parsed<string?>> parse, params string[] aliases)
    {
        Option<string?> option = Value(name, argument, description, parse, aliases);
        option.Validators.Add(result => RefuseOption(result, name, argument));
        return option;
    }

    /// <summary>An option with texts, some at a time, which may be given again.</summary>
    /// <returns>With one at a time all that were given; else the last ones.</returns>
    public static Option<string[]?> Texts(
        string name, string argument, int count, string description, params string[] aliases)
    {
        var option = new Option<string[]?>(name, aliases)
        {
            HelpName = argument,
            Description = description,
            Arity = count == 1 ? ArgumentArity.OneOrMore : new ArgumentArity(1, count),
            AllowMultipleArgumentsPerToken = count > 1,
            CustomParser = result => TakeTexts(result, name, argument, count),
        };
        option.Validators.Add(result => RefuseOption(result, name, argument));
        return option;
    }

    /// <summary>An option with a whole number within bounds.</summary>
    public static Option<int?> Number(
        string name, string argument, string description, int min, int max, params string[] aliases) =>
        Value<int?>(name, argument, description, value => ParseNumber(value, min, max), aliases);

    /// <summary>An option with a time in seconds, fractions allowed; more than a day counts as a day.</summary>
    public static Option<TimeSpan?> Seconds(
        string name, string description, double min, params string[] aliases) =>
        Value<TimeSpan?>(name, "SECONDS", description, value => ParseSeconds(value, min), aliases);

    /// <summary>An option with one of some words; letter case does not count, as in DCMTK.</summary>
    public static Option<T?> Choice<T>(
        string name, string argument, string description, IReadOnlyList<(string Word, T Meaning)> choices,
        params string[] aliases)
        where T : struct
    {
        string[] words = [.. choices.Select(choice => choice.Word)];
        Option<T?> option = Value(name, argument, description, Parse, aliases);
        option.CompletionSources.Clear(); // the names of an enumeration
        option.CompletionSources.Add(words);
        return option;

        Parsed<T?> Parse(string value)
        {
            int index = Array.FindIndex(words, word => word.Equals(value, StringComparison.OrdinalIgnoreCase));
            return index < 0
                ? new Parsed<T?>(null, $"one of {string.Join(", ", words)}")
                : new Parsed<T?>(choices[index].Meaning);
        }
    }

    /// <summary>Reads the port where it stands alone.</summary>
    public static int? ParsePort(ArgumentResult result) => ParsePort(result, min: 0);

    /// <summary>Reads the port of another host, where it stands alone.</summary>
    public static int ParsePeerPort(ArgumentResult result) => ParsePort(result, min: 1) ?? 0;

    private static int? ParsePort(ArgumentResult result, int min)
    {
        string value = result.Tokens[0].Value;
        Command? command = (result.Parent as CommandResult)?.Command;
        if (value is ['-' or '+', ..])
        {
            result.AddError(UsageError.Unexpected(value, command));
            return null;
        }

        Parsed<int?> port = ParseNumber(value, min, 65535);
        if (port.Expected is not null)
        {
            string perhaps = UsageError.PerhapsCommand(value, command);
            string other = command is RootCommand ? ", or a command that wlmscp --help shows" : "";
            result.AddError($"{result.Argument.Name}: '{value}', expected {port.Expected}{other}{perhaps}");
        }

        return port.Value;
    }

    private static Parsed<int?> ParseNumber(string value, int min, int max) =>
        int.TryParse(value, AroundNumbers, CultureInfo.InvariantCulture, out int number)
            && number >= min && number <= max
            ? new Parsed<int?>(number)
            : new Parsed<int?>(null, max == int.MaxValue ? $"a number from {min}" : $"a number from {min} to {max}");

    private static Parsed<string?> ParseText(string value, string argument) =>
        value.Length > 0 ? new Parsed<string?>(value) : new Parsed<string?>(null, argument);

    // The parser takes the next word, whatever it is: an option there means that the value was forgotten.
    private static void RefuseOption(OptionResult result, string name, string argument)
    {
        if (result is { Tokens: [.., { Value: var value }], Parent: CommandResult { Command: var command } }
            && command.Options.Any(option => OptionNames.Names(option, value)))
        {
            result.AddError($"{name}: '{value}', expected {argument}, which is no option");
        }
    }

    private static Parsed<TimeSpan?> ParseSeconds(string value, double min)
    {
        // A day and more is as good as for ever, and timers take no more than 49 days.
        const double Max = 86_400;
        const NumberStyles Style = AroundNumbers | NumberStyles.AllowDecimalPoint;
        return double.TryParse(value, Style, CultureInfo.InvariantCulture, out double seconds)
            && double.IsFinite(seconds) && seconds >= min
            ? new Parsed<TimeSpan?>(TimeSpan.FromSeconds(Math.Min(seconds, Max)))
            : new Parsed<TimeSpan?>(null, FormattableString.Invariant($"a number of seconds from {min}"));
    }

    private static string[] TakeTexts(ArgumentResult result, string name, string argument, int count)
    {
        string[] values = [.. result.Tokens.Select(token => token.Value)];
        if (values.Length % count != 0 || Array.Exists(values, value => value.Length == 0))
        {
            result.AddError($"{name}: '{string.Join(' ', values)}', expected {argument}");
        }

        return count == 1 ? values : values[^Math.Min(count, values.Length)..];
    }

    private static T Take<T>(ArgumentResult result, string name, Func<string, Parsed<T>> parse) =>
        Take(result, result.Tokens[^1].Value, name, parse);

    private static T Take<T>(ArgumentResult result, string value, string name, Func<string, Parsed<T>> parse)
    {
        Parsed<T> parsed = parse(value);
        if (parsed.Expected is not null)
        {
            result.AddError($"{name}: '{value}', expected {parsed.Expected}");
        }

        return parsed.Value;
    }
}
