using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Wlmscp.CommandLine;

/// <summary>Makes options whose errors name the option, the value and what would be right.</summary>
internal static class ValueParsers
{
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

    /// <summary>An option with a text that is not empty.</summary>
    public static Option<string?> Text(
        string name, string argument, string description, params string[] aliases) =>
        Value(name, argument, description, value => ParseText(value, argument), aliases);

    /// <summary>An option with a whole number within bounds.</summary>
    public static Option<int?> Number(
        string name, string argument, string description, int min, int max, params string[] aliases) =>
        Value<int?>(name, argument, description, value => ParseNumber(value, min, max), aliases);

    /// <summary>An option with a time in seconds, fractions allowed.</summary>
    public static Option<TimeSpan?> Seconds(
        string name, string description, double min, params string[] aliases) =>
        Value<TimeSpan?>(name, "SECONDS", description, value => ParseSeconds(value, min), aliases);

    /// <summary>An option with one of some words.</summary>
    public static Option<T?> Choice<T>(
        string name, string argument, string description, IReadOnlyList<(string Word, T Meaning)> choices,
        params string[] aliases)
        where T : struct =>
        Value<T?>(
            name, argument, description,
            value =>
            {
                foreach ((string word, T meaning) in choices)
                {
                    if (word == value)
                    {
                        return new Parsed<T?>(meaning);
                    }
                }

                return new Parsed<T?>(null, $"one of {string.Join(", ", choices.Select(choice => choice.Word))}");
            },
            aliases);

    /// <summary>Reads the port where it stands alone.</summary>
    public static int? ParsePort(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (value is ['-' or '+', ..])
        {
            result.AddError(UsageError.Unexpected(value));
            return null;
        }

        Parsed<int?> port = ParseNumber(value, 0, 65535);
        if (port.Expected is not null)
        {
            result.AddError($"port: '{value}', expected {port.Expected}");
        }

        return port.Value;
    }

    /// <summary>Reads a whole number within bounds.</summary>
    private static Parsed<int?> ParseNumber(string value, int min, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= min && number <= max
            ? new Parsed<int?>(number)
            : new Parsed<int?>(null, max == int.MaxValue ? $"a number from {min}" : $"a number from {min} to {max}");

    // The parser takes the next word, whatever it is: an option there means that the value was forgotten.
    private static Parsed<string?> ParseText(string value, string argument) =>
        value is "" or ['-' or '+', ..]
            ? new Parsed<string?>(null, $"{argument}, which does not begin with - or +")
            : new Parsed<string?>(value);

    private static Parsed<TimeSpan?> ParseSeconds(string value, double min)
    {
        // A day and more is as good as for ever, and timers take no more than 49 days.
        const double Max = 86_400;
        return double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds >= min && seconds <= Max
            ? new Parsed<TimeSpan?>(TimeSpan.FromSeconds(seconds))
            : new Parsed<TimeSpan?>(null, FormattableString.Invariant($"seconds from {min} to {Max}"));
    }

    private static T Take<T>(ArgumentResult result, string name, Func<string, Parsed<T>> parse)
    {
        string value = result.Tokens[^1].Value;
        Parsed<T> parsed = parse(value);
        if (parsed.Expected is not null)
        {
            result.AddError($"{name}: '{value}', expected {parsed.Expected}");
        }

        return parsed.Value;
    }
}
