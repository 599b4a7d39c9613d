using System.CommandLine;
using System.CommandLine.Parsing;

namespace Wlmscp.CommandLine;

/// <summary>Says in one line what is wrong with a command line, in the words of this program.</summary>
internal static class UsageError
{
    /// <summary>Describes the first error of a command line that has some.</summary>
    public static string Describe(ParseResult result)
    {
        ParseError error = result.Errors[0];
        if (error.SymbolResult is OptionResult { Tokens.Count: 0, Option.HelpName: { } value } option)
        {
            return $"{option.IdentifierToken?.Value}: no value, expected {value}";
        }

        return error.SymbolResult is CommandResult && result.UnmatchedTokens is [string first, ..]
            ? Unexpected(first)
            : error.Message;
    }

    /// <summary>Describes a word that is neither an option nor a port.</summary>
    public static string Unexpected(string word) =>
        word is ['-' or '+', ..]
            ? $"unknown option '{word}', expected one that wlmscp --help shows"
            : $"unexpected word '{word}', expected options and one port";
}
