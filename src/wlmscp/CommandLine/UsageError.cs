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
    /// <param name="tools">The commands, with examples of what is right.</param>
    public static string? Find(ParseResult result, Argument port, string[] words, Lazy<IReadOnlyList<Tool>> tools) =>
        FindWrongOption(result, port) ?? FindValueOfFlag(result, port, words) ?? (result.Errors.Count > 0 ? Describe(result, tools) : null);

    /// <summary>Describes a word that is neither an option nor a port.</summary>
    /// <param name="word">The word.</param>
    /// <param name="command">The root command, for what may have been meant; null: nobody knows.</param>
    public static string Unexpected(string word, Command? command = null) =>
        word is ['-' or '+' or '\u2013' or '\u2014', ..]
            ? $"unknown option '{word}', expected one that wlmscp --help shows{Perhaps(word, OptionsOf(command))}"
            : $"unexpected word '{word}', expected options and one port{PerhapsCommand(word, command)}";

    /// <summary>Describes a word that is no option of a command.</summary>
    public static string UnknownOption(string word, Command command)
    {
        string name = CommandName.Of(command);
        return $"{name}: unknown option '{word}', expected one that wlmscp {name} --help shows"
            + Perhaps(word, OptionsOf(command));
    }

    /// <summary>Describes a word that should be the name of a command.</summary>
    public static string UnknownCommand(string name, string word, IEnumerable<Command> commands) =>
        $"{name}: unknown command '{word}', expected one that wlmscp --help shows"
        + Perhaps(word, commands.Select(command => command.Name));

    /// <summary>What to say of a word that may have been meant for a command; nothing where none is near.</summary>
    public static string PerhapsCommand(string word, Command? command) =>
        Perhaps(word, command?.Subcommands.Select(subcommand => subcommand.Name) ?? []);

    private static string Perhaps(string word, IEnumerable<string> words) =>
        NearestWord.Find(word, words) is { } near ? $", perhaps {near}" : "";

    private static IEnumerable<string> OptionsOf(Command? command) =>
        command?.Options.SelectMany(OptionNames.Long) ?? [];

    // It takes what follows for the port, and says that of the port.
    private static string? FindWrongOption(ParseResult result, Argument port) =>
        result.CommandResult.Command is RootCommand command
        && (result.GetResult(port)?.Tokens ?? []).Select(token => token.Value).Concat(result.UnmatchedTokens)
            .FirstOrDefault(word => word is ['-' or '+' or '\u2013' or '\u2014', _, ..]) is { } word
                ? Unexpected(word, command)
                : null;

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

    private static string Describe(ParseResult result, Lazy<IReadOnlyList<Tool>> tools)
    {
        // The port takes the first word that is no option: what is wrong with that comes before what follows it.
        ParseError error =
            result.Errors.FirstOrDefault(each => each.SymbolResult is ArgumentResult) ?? result.Errors[0];
        Command command = result.CommandResult.Command;
        string name = CommandName.Of(command);
        Tool[] leaves = command is RootCommand ? [] : [.. tools.Value.SelectMany(tool => tool.Leaves)];
        string example =
            Array.Find(leaves, tool => tool.Command == command)?.Example is { } line ? $", as in: {line}" : "";
        return error.SymbolResult switch
        {
            OptionResult { IdentifierToken: null, Option: var option } =>
                $"{name}: no {option.Name} {option.HelpName}, expected it{example}",
            OptionResult { Tokens.Count: 0, Option.HelpName: { } value } option =>
                $"{option.IdentifierToken.Value}: no value, expected {value}",
            ArgumentResult { Tokens.Count: var count, Argument: var argument }
                when count < argument.Arity.MinimumNumberOfValues => Missing(command, argument, count) + example,
            ArgumentResult => error.Message + example,
            CommandResult when IsGroup(command) => MissingPart(command, result.UnmatchedTokens),
            CommandResult when result.UnmatchedTokens is [string first, ..] => Unexpected(command, first) + example,
            _ => error.Message,
        };
    }

    private static string Missing(Command command, Argument argument, int count) => count == 0
        ? $"{CommandName.Of(command)}: no {argument.Name}, expected one"
        : $"{CommandName.Of(command)}: too few words, expected {argument.Name}";

    private static bool IsGroup(Command command) => command is not RootCommand && command.Subcommands.Count > 0;

    private static string MissingPart(Command group, IReadOnlyList<string> words) => words switch
    {
        [['-' or '+', _, ..] option, ..] => UnknownOption(option, group),
        [var word, ..] => $"{group.Name}: unknown command '{word}', expected one that wlmscp {group.Name} --help shows"
            + Perhaps(word, group.Subcommands.Select(command => command.Name)),
        _ => $"{group.Name}: no command, expected one that wlmscp {group.Name} --help shows",
    };

    private static string Unexpected(Command command, string word) =>
        command is RootCommand
            ? Unexpected(word, command)
            : $"{CommandName.Of(command)}: unexpected word '{word}', expected no more";
}
