using System.CommandLine;
using System.CommandLine.Parsing;

namespace Wlmscp.CommandLine.Help;

/// <summary>The answer to <c>--arguments</c>, in the words of DCMTK.</summary>
internal static class ArgumentList
{
    /// <summary>Describes a command line, command files replaced, options by their long names, in one line.</summary>
    public static string Describe(ParseResult result)
    {
        IEnumerable<string> words = result.Tokens.Select(token => $"'{LongName(result, token)}'");
        return $"calling 'wlmscp' with {result.Tokens.Count} arguments: {string.Join(' ', words)}";
    }

    private static string LongName(ParseResult result, Token token) => token.Type == TokenType.Option
        ? result.RootCommandResult.Command.Options.First(option => OptionNames.Names(option, token.Value)).Name
        : token.Value;
}
