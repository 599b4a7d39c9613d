using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Wlmscp.CommandLine.Help;
using WorklistScp.Storage.Areas;
using WorklistScp.Worklist.Assignments;

namespace Wlmscp.CommandLine.Completion;

/// <summary>
/// What may stand in place of the last word of a command line. The shells ask the program, so that they know what this
/// version knows; no list of options is written down a second time, and an answer takes the native program 10 ms.
/// The parser says what a word is for: one that nobody writes takes its place.
/// </summary>
/// <param name="Head">How much of the word is there already, such as <c>--dir=</c>; all else stands behind it.</param>
/// <param name="Paths">The names of files that may stand there.</param>
/// <param name="Words">Words that begin as the word does, and what they mean; empty where that is clear.</param>
internal sealed record WordCompletion(
    string Head, CompletedPaths Paths, IReadOnlyList<(string Word, string Meaning)> Words)
{
    /// <summary>The first word of a command line that is to be completed; scripts of shells give it, not people.</summary>
    public const string Request = "[complete]";

    private const string Help = "help";
    private const string Placeholder = "\u0001";

    /// <summary>Completes the last word.</summary>
    /// <param name="root">The root command, with all that are below it.</param>
    /// <param name="parsing">How it is parsed.</param>
    /// <param name="words">The words up to the cursor; the last one is not complete, or empty.</param>
    public static WordCompletion Find(RootCommand root, ParserConfiguration parsing, string[] words)
    {
        string word = words.Length > 0 ? words[^1] : "";
        string[] before = words.Length > 0 ? words[..^1] : [];
        if (word is ['@', ..])
        {
            return new("@", CompletedPaths.Files, []);
        }

        if (before is [] or [Help] && word is not ['-' or '+', ..])
        {
            IEnumerable<(string, string)> commands = root.Subcommands.Select(each => (each.Name, each.Description!));
            return OfWords(word, before is [] ? commands.Append((Help, HelpText.Help)) : commands);
        }

        Command command = root.Parse(before, parsing).CommandResult.Command;
        if (command is not RootCommand && command.Subcommands.Count > 0 && word is not ['-' or '+', ..])
        {
            return OfWords(word, command.Subcommands.Select(each => (each.Name, each.Description!)));
        }

        string head = HeadOf(word, command);
        if (head.Length == 0 && word is ['-' or '+', ..])
        {
            return OfWords(word, OptionsOf(command));
        }

        ParseResult parsed = root.Parse([.. before, head + Placeholder], parsing);
        string begun = word[head.Length..];
        return parsed.CommandResult.Children.FirstOrDefault(TakesPlaceholder) switch
        {
            OptionResult { Option: var option } => OfValue(option, option.HelpName ?? "", head, begun, parsed),
            ArgumentResult { Argument: var argument } => OfValue(argument, argument.Name, head, begun, parsed),
            _ => OfWords(begun, OptionsOf(command)),
        };
    }

    /// <summary>
    /// Writes a line with the kind of files and the length of the head, then one for each word: it, a tab, what it means.
    /// </summary>
    public void Write(TextWriter output)
    {
        string paths = Paths switch
        {
            CompletedPaths.Files => "file",
            CompletedPaths.Directories => "directory",
            _ => "none",
        };
        output.Write($"{paths} {Head.Length}\n");
        foreach ((string word, string meaning) in Words)
        {
            output.Write(meaning.Length > 0 ? $"{word}\t{meaning}\n" : $"{word}\n");
        }
    }

    // --dir=PATH and --dir:PATH have the value in the word of the option.
    private static string HeadOf(string word, Command command) =>
        word.AsSpan().IndexOfAny('=', ':') is > 0 and var end
        && command.Options.Any(option => OptionNames.Names(option, word[..end]))
            ? word[..(end + 1)]
            : "";

    private static bool TakesPlaceholder(SymbolResult result) =>
        result.Tokens is [.., { Value: var last }] && last.EndsWith(Placeholder, StringComparison.Ordinal);

    private static WordCompletion OfWords(string begun, IEnumerable<(string Word, string Meaning)> words) =>
        new("", CompletedPaths.None, Filter(begun, words));

    private static WordCompletion OfValue(Symbol symbol, string name, string head, string begun, ParseResult parsed)
    {
        ExpectedValue expected = ExpectedValue.Of(name);
        IEnumerable<string> words = symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label);
        if (expected.AreAreas)
        {
            words = words.Concat(AreasOf(parsed));
        }

        IEnumerable<string> keys = expected.AreKeys ? KeywordCompletion.Find(begun).Select(key => key + "=") : [];
        return new(
            head, expected.Paths,
            [.. Filter(begun, words.Select(word => (word, ""))), .. keys.Select(key => (key, ""))]);
    }

    private static (string Word, string Meaning)[] Filter(
        string begun, IEnumerable<(string Word, string Meaning)> words) =>
        [.. words.Where(word => word.Word.StartsWith(begun, StringComparison.Ordinal))];

    private static IEnumerable<(string Word, string Meaning)> OptionsOf(Command command) =>
        from option in command.Options
        from name in OptionNames.Long(option).Concat(OptionNames.Short(option))
        select (name, option.Description!);

    // Of the directory that stands before, as --dir DIR or as a word of its own.
    private static IEnumerable<string> AreasOf(ParseResult parsed)
    {
        string? directory = parsed.CommandResult.Children.FirstOrDefault(IsDirectory)?.Tokens[^1].Value;
        return Directory.Exists(directory)
            ? Directory.EnumerateDirectories(directory).Select(area => Path.GetFileName(area))
                .Where(name => AreaName.IsSafe(name))
            : [];

        static bool IsDirectory(SymbolResult result) => result.Tokens.Count > 0
            && result is OptionResult { Option.Name: "--dir" } or ArgumentResult { Argument.Name: "DIR" };
    }
}
