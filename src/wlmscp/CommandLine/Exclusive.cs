using System.CommandLine;
using System.CommandLine.Parsing;

namespace Wlmscp.CommandLine;

/// <summary>Options that exclude each other: the last one given counts, as in DCMTK.</summary>
internal sealed class Exclusive<T>(params (Option Option, Func<ParseResult, T> Read)[] choices)
{
    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options { get; } = Array.ConvertAll(choices, choice => choice.Option);

    /// <summary>What the last of the options says, or something else if none was given.</summary>
    public T Read(ParseResult result, T otherwise)
    {
        foreach (Token token in result.Tokens.Reverse())
        {
            if (token.Type == TokenType.Option
                && Array.FindIndex(choices, choice => OptionNames.Names(choice.Option, token.Value))
                    is >= 0 and var index)
            {
                return choices[index].Read(result);
            }
        }

        return otherwise;
    }
}
