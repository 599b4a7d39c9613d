using System.CommandLine;
using System.CommandLine.Parsing;

namespace Wlmscp.CommandLine;

/// <summary>The answer to <c>--arguments</c>, in the words of DCMTK.</summary>
internal static class ArgumentList
{
    // What follows is a password, and the line may go to a log.
    private const string Secret = "'--use-passwd'";

    /// <summary>Describes a command line, command files replaced, options by their long names, in one line.</summary>
    public static string Describe(ParseResult result)
    {
        string[] words = [.. result.Tokens.Select(token => $"'{LongName(result, token)}'")];
        for (var i = 1; i < words.Length; i++)
        {
            words[i] = words[i - 1] == Secret ? "'***'" : words[i];
        }

        return $"calling 'wlmscp' with {result.Tokens.Count} arguments: {string.Join(' ', words)}";
    }

    private static string LongName(ParseResult result, Token token) => token.Type == TokenType.Option
        ? result.RootCommandResult.Command.Options.First(option => OptionNames.Names(option, token.Value)).Name
        : token.Value;
}
