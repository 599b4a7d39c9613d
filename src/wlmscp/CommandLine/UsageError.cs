using System.CommandLine;
using System.CommandLine.Parsing;

namespace Wlmscp.CommandLine;

/// <summary>Says in one line what is wrong with a command line, in the words of this program.</summary>
internal static class UsageError
{
    /// <summary>Describes the first error of a command line; null when there is none.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="port">The argument that is no option.</param>
    /// <param name="words">The words that were parsed.</param>
    public static string? Find(ParseResult result, Argument port, string[] words) =>
        FindValueOfFlag(result, port, words) ?? (result.Errors.Count > 0 ? Describe(result) : null);

    /// <summary>Describes a word that is neither an option nor a port.</summary>
    public static string Unexpected(string word) =>
        word is ['-' or '+', ..]
            ? $"unknown option '{word}', expected one that wlmscp --help shows"
            : $"unexpected word '{word}', expected options and one port";

    // The parser takes the 5 of --quiet=5 for the port.
    private static string? FindValueOfFlag(ParseResult result, Argument port, string[] words)
    {
        if (result.GetResult(port) is not { Tokens: [{ Value: var value }, ..] } || words.Contains(value))
        {
            return null;
        }

        string? word = words.FirstOrDefault(word => word.EndsWith($"={value}", StringComparison.Ordinal)
            || word.EndsWith($":{value}", StringComparison.Ordinal));
        return word is null ? null : $"{word[..^(value.Length + 1)]}: '{value}', expected no value";
    }

    private static string Describe(ParseResult result)
    {
        ParseError error = result.Errors[0];
        if (error.SymbolResult is OptionResult { Tokens.Count: 0, Option.HelpName: { } value } option)
        {
            return $"{option.IdentifierToken?.Value ?? option.Option.Name}: no value, expected {value}";
        }

        return error.SymbolResult is CommandResult command && result.UnmatchedTokens is [string first, ..]
            ? Unexpected(command.Command, first)
            : error.Message;
    }

    private static string Unexpected(Command command, string word) =>
        command is RootCommand ? Unexpected(word) : $"{command.Name}: unexpected word '{word}', expected no more";
}
